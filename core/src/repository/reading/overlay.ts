/** Lays what a unit of work has staged over what the database answers, so that a unit reads its own writes. */
import type { Row } from '../flush/changes.ts'
import { compareRows, isBehind } from './list/order.ts'
import type { Selection } from './list/selection.ts'

/** What is staged of an entity. */
export interface Staging {
  readonly staged: readonly Row[]
  /** Those of the staged records that belong to the selection. */
  readonly belonging: readonly Row[]
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
  { staged, belonging }: Staging,
): readonly Row[] {
  const isStaged = new Set(staged.map((row) => row.id))
  const untouched = stored.filter((row) => !isStaged.has(row.id))
  const joined = [...untouched, ...belonging.filter((row) => isBehind(row, selection))]
  const { offset, limit } = selection
  return joined.toSorted(compareRows(selection.sort)).slice(offset, offset + limit)
}
