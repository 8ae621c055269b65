/** Where in a row the text of a field stands, or what makes it. */
import { Err, Ok, type Result } from '@plinth/core'
import { type Decimal, decimalOf, oneMinus, textOf, times } from './decimal.ts'

/** The cells of one row, in the order of the header. */
export type Cells = readonly string[]

/** A text taken from a row, and the cell that people should look at. */
export interface Taken {
  /** Null when there is none. */
  readonly text: string | null
  /** The text as it stands in the file, blanks included; null for what stands in no one cell. */
  readonly cell: string | null
}

/** Takes the text of a field out of a row. */
export interface CellSource {
  /** Names the column or columns, for people. */
  readonly name: string
  readonly take: (cells: Cells) => Result<Taken, string>
}

/** A column by its place in the header. */
export interface Column {
  readonly name: string
  readonly index: number
}

/** Takes the text of one column, without the blanks around it. */
export function columnSource({ name, index }: Column): CellSource {
  return {
    name,
    take(cells) {
      const cell = cells[index] ?? ''
      return Ok({ text: trimmed(cell), cell })
    },
  }
}

/** Gives every row the same text. */
export function constantSource(text: string): CellSource {
  const taken = Ok({ text, cell: null })
  return { name: '(constant)', take: () => taken }
}

/** Chooses between two texts by whether a column is filled. */
export function choiceSource(
  when: Column,
  texts: { readonly filled: string | null; readonly empty: string | null },
): CellSource {
  return {
    name: when.name,
    take(cells) {
      const isFilled = trimmed(cells[when.index] ?? '') !== null
      return Ok({ text: isFilled ? texts.filled : texts.empty, cell: cells[when.index] ?? '' })
    },
  }
}

/** One factor of a product. */
export type ProductPart =
  | { readonly kind: 'decimal'; readonly value: Decimal }
  | { readonly kind: 'column' | 'oneMinus'; readonly column: Column }

/** Multiplies exactly; where a column is empty, so is the product. */
export function productSource(parts: readonly ProductPart[]): CellSource {
  return {
    name: parts.flatMap((part) => (part.kind === 'decimal' ? [] : [part.column.name])).join(' × '),
    take(cells) {
      let product: Decimal = { digits: 1n, scale: 0 }
      for (const part of parts) {
        const factor = factorOf(part, cells)
        if (!factor.ok) return factor
        if (factor.value === null) return Ok({ text: null, cell: null })
        product = times(product, factor.value)
      }
      return Ok({ text: textOf(product), cell: null })
    },
  }
}

/** Puts the currency that another column names behind an amount. */
export function withCurrency(amount: CellSource, currency: Column): CellSource {
  return {
    name: amount.name,
    take(cells) {
      const taken = amount.take(cells)
      const code = trimmed(cells[currency.index] ?? '')
      if (!taken.ok || taken.value.text === null || code === null) return taken
      return Ok({ ...taken.value, text: `${taken.value.text} ${code}` })
    },
  }
}

function factorOf(part: ProductPart, cells: Cells): Result<Decimal | null, string> {
  if (part.kind === 'decimal') return Ok(part.value)

  const { name, index } = part.column
  const text = trimmed(cells[index] ?? '')
  if (text === null) return Ok(null)
  const value = decimalOf(text)
  if (!value) return Err(`is not a number, and stands in ${name} as ${JSON.stringify(text)}`)
  return Ok(part.kind === 'oneMinus' ? oneMinus(value) : value)
}

function trimmed(cell: string): string | null {
  const text = cell.trim()
  return text === '' ? null : text
}
