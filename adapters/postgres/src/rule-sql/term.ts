/** What a path of a rule leads to in a table: a column, two for money, or a place inside JSON. */
import type { CoreError } from '@plinth/core'
import type { CrossedRef, Path, Segment } from '@plinth/core/runtime'
import { type Column, quoteText, type StoredField } from '../table/index.ts'
import { type Joins, type Place, refNamed } from './crossing.ts'
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
export interface Ground extends Crossing {
  /** What `withinDays` takes for now, in epoch milliseconds. */
  readonly now: number
  /** Adds a parameter to the statement; returns what stands for it: `$3`. */
  readonly bind: (value: unknown) => string
}

/**
 * Finds what a path leads to.
 *
 * @throws CoreError `rule.invalid` when it leads to nothing that is stored.
 */
export function termOf(path: Path, ground: Ground): Term {
  const refs = path.segments.filter(({ isLoaded }) => isLoaded)
  if (refs.length === 0) return termAt(path, ground)
  return termAt(path, crossed(path, refs, ground))
}

/** Goes over refs from a place, by joins. @throws CoreError `rule.invalid` when one of them is none. */
export function crossed(path: Path, refs: readonly Segment[], { joins, ...from }: Crossing): Place {
  return refs.reduce<Place>((place, { name }) => {
    const ref = refAt(path, place, name)
    return ref.isMany ? joins.toMany(place, ref) : joins.toOne(place, ref)
  }, from)
}

/** Finds the ref that a name of a path stands for. @throws CoreError `rule.invalid` */
export function refAt(path: Path, place: Place, name: string): CrossedRef {
  const ref = refNamed(place, name)
  if (ref) return ref
  throw notStored(path)
}

/** Finds what the end of a path leads to, in the table that it has come to. @throws CoreError `rule.invalid` */
export function termAt({ segments, ...path }: Path, place: Place): Term {
  const names = segments.filter(({ isLoaded }) => !isLoaded).map(({ name }) => name)
  const term = stored(place, names)
  if (!term) throw notStored(path)
  return names.length === segments.length ? term : { ...term, isNullable: true }
}

/** Where the crossing of refs begins, and what it joins. */
export interface Crossing extends Place {
  readonly joins: Joins
}

function notStored({ text }: Pick<Path, 'text'>): CoreError {
  return refused(`reads ${text}, which is not stored`)
}

function stored({ table, alias }: Place, [first = '', ...inner]: readonly string[]): Term | null {
  const field = table.fields.get(first)
  if (!field) return null

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
