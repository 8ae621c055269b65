/** The order of a list, in process: the same as the database's. */
import { orderOfTexts } from '../../../primitives/index.ts'
import type { Row } from '../../flush/changes.ts'
import type { Selection } from './selection.ts'

/** Compares two records by the sort keys of a selection. */
export function compareRows(sort: Selection['sort']): (one: Row, other: Row) => number {
  return (one, other) => {
    for (const { field, direction } of sort) {
      const order = compareValues(sortKey(one[field]), sortKey(other[field]))
      if (order !== 0) return direction === 'asc' ? order : -order
    }
    return 0
  }
}

/** Tells whether a record stands behind the place that a cursor names. */
export function isBehind(row: Row, { sort, after }: Pick<Selection, 'sort' | 'after'>): boolean {
  if (!after) return true

  for (const [index, { field, direction }] of sort.entries()) {
    const order = compareValues(sortKey(row[field]), after[index] ?? null)
    if (order !== 0) return direction === 'asc' ? order > 0 : order < 0
  }
  return false
}

/** The values that place a record in the order; what a cursor carries. */
export function sortValues(row: Row, sort: Selection['sort']): readonly unknown[] {
  return sort.map(({ field }) => sortKey(row[field]))
}

/** Compares null < false < true, numbers by value, texts by code point. */
function compareValues(one: unknown, other: unknown): number {
  if (one === other) return 0
  if (one === null) return -1
  if (other === null) return 1
  if (typeof one === 'string' && typeof other === 'string') return orderOfTexts(one, other)
  return Number(one) - Number(other)
}

/** Money is ordered by its amount. */
function sortKey(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null
  return 'amount' in value ? value.amount : null
}
