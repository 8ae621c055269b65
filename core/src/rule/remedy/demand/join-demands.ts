/** Joins several demands on one value into one change, if one change can say them all. */
import { isSame, orderOf } from '../../compare-values.ts'
import { amongst } from './amongst.ts'
import type { Demanded } from './demand.ts'

/** Joins what is demanded of one value; null when the demands contradict each other or cannot be joined. */
export function joinDemands(demands: readonly Demanded[]): Demanded | null {
  const joined = new Map<string, unknown>()
  for (const [key, value] of demands.flatMap((demand) => Object.entries(demand))) {
    const both = joined.has(key) ? joiners.get(key)?.(joined.get(key), value) : value
    if (both === undefined) return null
    joined.set(key, both)
  }
  // What is exactly known needs no further limits: whoever joins makes sure that it keeps them.
  return joined.has('to') ? { to: joined.get('to') } : Object.fromEntries(joined)
}

/** What two demands of a kind come to; undefined if nothing meets both. */
type Joiner = (one: unknown, other: unknown) => unknown

const joiners: ReadonlyMap<string, Joiner> = new Map([
  ['to', same],
  ['atMost', lesser],
  ['below', lesser],
  ['atLeast', greater],
  ['above', greater],
  ['oneOf', intersection],
  ['noneOf', union],
  ['containing', union],
  ['without', union],
  ['containingAll', union],
  ['matching', same],
  ['notMatching', same],
  ['present', same],
  ['empty', same],
])

function same(one: unknown, other: unknown): unknown {
  return isSame(one, other) ? one : undefined
}

function lesser(one: unknown, other: unknown): unknown {
  const order = orderOf(one, other)
  if (Number.isNaN(order)) return undefined
  return order <= 0 ? one : other
}

function greater(one: unknown, other: unknown): unknown {
  const order = orderOf(one, other)
  if (Number.isNaN(order)) return undefined
  return order >= 0 ? one : other
}

function union(one: unknown, other: unknown): unknown {
  return [...listOf(one), ...listOf(other)]
}

function intersection(one: unknown, other: unknown): unknown {
  const both = listOf(one).filter(amongst(other))
  return both.length > 0 ? both : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
