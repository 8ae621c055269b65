/** Reads records as a unit of work knows them: what is stored, overlaid with what the unit has staged. */
import type { Row } from '../changes.ts'
import { overlay, widened } from './overlay.ts'
import type { ReadGround } from './row-source.ts'
import { matcher } from './select.ts'
import type { Selection } from './selection.ts'

/** Reads records by id, deleted ones included, where the unit does not know them yet; it relies on them. */
export async function readByIds(
  { schema, unit, source }: ReadGround,
  ids: readonly string[],
): Promise<readonly Row[]> {
  const wanted = [...new Set(ids)]
  const known = wanted.flatMap((id) => unit.known(schema, id) ?? [])
  const have = new Set(known.map((row) => row.id))
  const absent = wanted.filter((id) => !have.has(id))
  const rows = absent.length > 0 ? [...known, ...(await source.byIds(absent))] : known
  for (const row of rows) unit.witness(schema, row)
  return rows
}

/** Reads the records of a selection, in its order. The unit remembers them and does not rely on them. */
export async function readSelection(
  { schema, unit, source }: ReadGround,
  selection: Selection,
): Promise<readonly Row[]> {
  const staged = unit.allStaged(schema)
  const stored = await source.select(widened(selection, staged))
  for (const row of stored) unit.remember(schema, row)
  const test = matcher(schema, selection)
  const matches = (row: Row) => !unit.isRemoved(schema, row.id) && test(row)
  return overlay(stored, selection, { rows: staged, matches })
}

/** Counts the records of a selection, whatever its page, and stops at `cap` when there is one. */
export async function countSelection(
  { schema, unit, source }: ReadGround,
  selection: Selection,
  cap: number | null,
): Promise<number> {
  const staged = unit.allStaged(schema)
  const everything = { ...selection, offset: 0, after: null }
  if (staged.length === 0) return source.tally(everything, cap)

  const stored = await source.byIds(staged.map(({ id }) => id))
  const matches = matcher(schema, everything)
  const listed = (row: Row) => (selection.withDeleted || row.deletedAt === null) && matches(row)
  const gone = stored.filter(listed).length
  const counted = await source.tally(everything, cap === null ? null : cap + gone)
  const kept = staged.filter(({ id }) => !unit.isRemoved(schema, id))
  const count = counted - gone + kept.filter(listed).length
  return cap === null ? count : Math.min(count, cap)
}
