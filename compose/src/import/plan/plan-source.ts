/** Plans where in a row the text of a field is found, or what makes it. */
import type { Factor, Source } from '../map/import-map.ts'
import {
  type CellSource,
  type Column,
  choiceSource,
  columnSource,
  constantSource,
  type ProductPart,
  productSource,
  withCurrency,
} from '../value/cell-source.ts'
import { decimalOf } from '../value/decimal.ts'
import type { PlanDraft } from './plan-draft.ts'

/** Plans the source of a field; undefined, with the mistake noted, when the file cannot give it. */
export function planSource(draft: PlanDraft, key: string, source: Source): CellSource | undefined {
  const text = textSource(draft, key, source)
  const { currency } = source
  if (!text || typeof currency !== 'object') return text

  const column = columnOf(draft, `fields.${key}.currency`, currency.column)
  return column && withCurrency(text, column)
}

function textSource(draft: PlanDraft, key: string, source: Source): CellSource | undefined {
  const place = `fields.${key}`
  const { column, constant, when, filled = null, empty = null, product } = source
  if (constant !== undefined) return constantSource(String(constant))
  if (product !== undefined) return productOf(draft, place, product)
  if (when !== undefined) {
    const decider = columnOf(draft, place, when)
    return decider && choiceSource(decider, { filled, empty })
  }
  if (column === undefined) return undefined

  const found = columnOf(draft, place, column)
  return found && columnSource(found)
}

function productOf(
  draft: PlanDraft,
  place: string,
  factors: readonly Factor[],
): CellSource | undefined {
  const parts = factors.flatMap((factor) => partOf(draft, place, factor) ?? [])
  return parts.length === factors.length ? productSource(parts) : undefined
}

function partOf(draft: PlanDraft, place: string, factor: Factor): ProductPart | undefined {
  if (typeof factor === 'number') {
    const value = decimalOf(String(factor))
    if (!value) draft.mistakes.add(place, `${factor} is not a decimal such as 0.19`)
    return value && { kind: 'decimal', value }
  }

  const isLeft = typeof factor === 'object'
  const column = columnOf(draft, place, isLeft ? factor.oneMinus : factor)
  return column && { kind: isLeft ? 'oneMinus' : 'column', column }
}

function columnOf(
  { header, mistakes }: PlanDraft,
  place: string,
  name: string,
): Column | undefined {
  const index = header.indexOf(name)
  if (index < 0) mistakes.unknown(place, { what: 'column', name, known: header })
  if (index !== header.lastIndexOf(name)) mistakes.add(place, `column "${name}" stands there twice`)
  return index < 0 ? undefined : { name, index }
}
