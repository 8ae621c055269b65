/** What a path of a rule leads to in a table: a column, two for money, or a place inside JSON. */
import type { Path } from '@plinth/core'
import { type Column, quoteText, type StoredField, type Table } from '../table/index.ts'
import { refused } from './refused.ts'

/** A value in SQL. `sql` is null where the path leads to nothing. */
export interface Value {
  readonly kind: 'text' | 'number' | 'integer' | 'instant' | 'boolean' | 'texts' | 'json'
  readonly sql: string
  readonly isNullable: boolean
  /** The most bytes of a text that the index of its column holds; absent when that holds all. */
  readonly indexedBytes?: number
}

/** Money in SQL: both parts are null, or none. */
export interface MoneyValue {
  readonly kind: 'money'
  readonly amount: string
  readonly currency: string
  readonly isNullable: boolean
}

/** What a comparison can be asked of. */
export type Term = Value | MoneyValue

/** Where a rule is asked: of the rows of a table under an alias, at a moment. */
export interface Ground {
  readonly table: Table
  /** The alias under which the statement reads the table. */
  readonly alias: string
  /** What `withinDays` takes for now, in epoch milliseconds. */
  readonly now: number
  /** Adds a parameter to the statement; returns what stands for it: `$3`. */
  readonly bind: (value: unknown) => string
}

/**
 * Finds what a path leads to.
 *
 * @throws CoreError `rule.invalid` when it crosses a ref: a filter reads the record itself.
 */
export function termOf({ segments, text }: Path, { table, alias }: Ground): Term {
  const [first, ...inner] = segments.map(({ name }) => name)
  const field = table.fields.get(first ?? '')
  if (!field || segments.some(({ isLoaded }) => isLoaded)) {
    throw refused(
      `reads ${text}, which is not stored in the record itself; a filter reads nothing else`,
    )
  }

  const part = inner[0]
  if (field.type !== 'money') return valueOf(field.columns[0], inner, { field, alias })
  if (part === undefined) return moneyOf(field, alias)
  return moneyPart(field, part, alias)
}

function moneyOf({ columns: [amount, currency] }: StoredField, alias: string): MoneyValue {
  return {
    kind: 'money',
    amount: `${alias}.${amount.quoted}`,
    currency: `${alias}.${currency?.quoted}`,
    isNullable: amount.isNullable,
  }
}

function moneyPart(
  { columns: [amount, currency] }: StoredField,
  part: string,
  alias: string,
): Value {
  const { isNullable } = amount
  if (part === 'amount') return { kind: 'integer', sql: `${alias}.${amount.quoted}`, isNullable }
  return { kind: 'text', sql: `${alias}.${currency?.quoted}::text`, isNullable }
}

interface Origin {
  readonly field: StoredField
  readonly alias: string
}

function valueOf(column: Column, inner: readonly string[], { field, alias }: Origin): Value {
  const sql = `${alias}.${column.quoted}`
  if (column.kind !== 'json') {
    const { indexedBytes } = field
    const value = { kind: kinds[column.kind], sql, isNullable: column.isNullable }
    return indexedBytes === null ? value : { ...value, indexedBytes }
  }
  const place = inner.map((name) => ` -> ${quoteText(name)}`).join('')
  // JSON has a null of its own, which a rule does not tell from nothing.
  return { kind: 'json', sql: `nullif(${sql}${place}, 'null'::jsonb)`, isNullable: true }
}

const kinds = {
  text: 'text',
  currency: 'text',
  number: 'number',
  integer: 'integer',
  version: 'integer',
  boolean: 'boolean',
  instant: 'instant',
  texts: 'texts',
} as const
