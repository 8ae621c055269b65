/** Lays what a unit of work has staged over what the database answers, so that a unit reads its own writes. */
import type { Row } from '../changes.ts'
import { compareRows, isBehind } from './order.ts'
import type { Selection } from './selection.ts'

/** What is staged, and how to tell whether a record belongs to the list. */
export interface Staging {
  readonly rows: readonly Row[]
  readonly matches: (row: Row) => boolean
}

/** How many more records to read, so that the page is full after the staged ones are laid over it. */
export function widened(selection: Selection, staged: readonly Row[]): Selection {
  if (staged.length === 0) return selection
  const { limit, offset } = selection
  return { ...selection, limit: limit + offset + staged.length, offset: 0 }
}

/** Replaces stored records by their staged form, adds new ones, and cuts the page again. */
export function overlay(
  stored: readonly Row[],
  selection: Selection,
  staging: Staging,
): readonly Row[] {
  if (staging.rows.length === 0) return stored

  const staged = new Set(staging.rows.map((row) => row.id))
  const untouched = stored.filter((row) => !staged.has(row.id))
  const joined = [...untouched, ...staging.rows.filter((row) => belongs(row, selection, staging))]
  const { offset, limit } = selection
  return joined.toSorted(compareRows(selection.sort)).slice(offset, offset + limit)
}

function belongs(row: Row, selection: Selection, { matches }: Staging): boolean {
  if (row.deletedAt !== null && !selection.withDeleted) return false
  return isBehind(row, selection) && matches(row)
}
