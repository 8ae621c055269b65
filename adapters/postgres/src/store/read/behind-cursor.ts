/** The records behind a cursor, as conditions that an index can follow. */
import { storages } from '../../table/index.ts'
import type { Bindings } from './bindings.ts'
import type { SortKey } from './sort-key.ts'

/**
 * Writes conditions of which each record behind the place meets exactly one, and no other record any.
 *
 * Where all keys go one way and no null can follow, it is one comparison of rows. Elsewhere each way
 * of being behind is a condition of its own, because Postgres follows no index through an `or`.
 */
export function behindCursor(
  keys: readonly SortKey[],
  after: readonly unknown[],
  bindings: Bindings,
): readonly string[] {
  const places = keys.map((key, at) => placeOf(key, after[at] ?? null, bindings))
  if (isOneComparison(places)) return [comparisonOf(places)]

  return places.flatMap(({ behind }, at) => {
    const before = places.slice(0, at).map(({ same }) => same)
    return behind.map((condition) => [...before, condition].join(' and '))
  })
}

interface Place {
  readonly key: SortKey
  /** What stands for the value; null where it is null. */
  readonly value: string | null
  /** Being at the place, by this key. */
  readonly same: string
  /** The ways of being behind it, by this key. */
  readonly behind: readonly string[]
}

function placeOf(key: SortKey, after: unknown, bindings: Bindings): Place {
  const { column, term } = key
  if (after === null) {
    const behind = key.isAscending ? [`${term} is not null`] : []
    return { key, value: null, same: `${term} is null`, behind }
  }
  // A cursor may name a version that the column could not hold.
  const cast = column.kind === 'version' ? '::bigint' : ''
  const value = `${bindings.add(storages[column.kind].encode(after))}${cast}`
  return { key, value, same: `${term} = ${value}`, behind: behindValue(key, value) }
}

function behindValue({ column, term, isAscending }: SortKey, value: string): readonly string[] {
  if (isAscending) return [`${term} > ${value}`]
  return column.isNullable ? [`${term} < ${value}`, `${term} is null`] : [`${term} < ${value}`]
}

function isOneComparison(places: readonly Place[]): boolean {
  const isAscending = places[0]?.key.isAscending
  return places.every(
    ({ key, value }) =>
      value !== null &&
      key.isAscending === isAscending &&
      (key.isAscending || !key.column.isNullable),
  )
}

function comparisonOf(places: readonly Place[]): string {
  const terms = places.map(({ key }) => key.term)
  const values = places.map(({ value }) => value)
  const operator = places[0]?.key.isAscending ? '>' : '<'
  return `(${terms.join(', ')}) ${operator} (${values.join(', ')})`
}
