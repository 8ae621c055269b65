/** Reads records as a unit of work knows them: what is stored, overlaid with what the unit has staged. */
import type { Row } from '../flush/changes.ts'
import { crossesStaged, walkMatches } from './refs/across-staged.ts'
import { matching } from './list/matching.ts'
import { overlay, widened } from './overlay.ts'
import type { ReadGround } from './row-source.ts'
import type { Selection } from './list/selection.ts'

/** Whether the unit relies on what it reads, so that the flush asserts it, or only remembers it. */
export type Reliance = 'relied' | 'remembered'

/** Reads records by id, deleted ones included, where the unit does not know them yet. */
export async function readByIds(
  { schema, unit, source }: ReadGround,
  ids: readonly string[],
  reliance: Reliance = 'relied',
): Promise<readonly Row[]> {
  const wanted = [...new Set(ids)]
  const known = wanted.flatMap((id) => unit.known(schema, id) ?? [])
  const have = new Set(known.map((row) => row.id))
  const absent = wanted.filter((id) => !have.has(id))
  const rows = absent.length > 0 ? [...known, ...(await source.byIds(absent))] : known
  for (const row of rows) {
    if (reliance === 'relied') unit.witness(schema, row)
    else unit.remember(schema, row)
  }
  return rows
}

/** Reads the records of a selection, in its order. The unit remembers them and does not rely on them. */
export async function readSelection(
  ground: ReadGround,
  selection: Selection,
): Promise<readonly Row[]> {
  if (crossesStaged(ground, selection)) {
    const rows = await walkMatches(ground, selection)
    const { offset, limit } = selection
    return rows.slice(offset, offset + limit)
  }

  const { schema, unit, source } = ground
  const staged = unit.allStaged(schema)
  const stored = await source.select(widened(selection, staged))
  for (const row of stored) unit.remember(schema, row)
  if (staged.length === 0) return stored

  const kept = staged.filter(({ id }) => !unit.isRemoved(schema, id))
  const belonging = await matching(ground.findBehind, { schema, rows: kept }, selection)
  return overlay(stored, selection, { staged, belonging })
}

/** Counts the records of a selection, whatever its page, and stops at `cap` when there is one. */
export async function countSelection(
  ground: ReadGround,
  selection: Selection,
  cap: number | null,
): Promise<number> {
  const everything = { ...selection, offset: 0, after: null }
  if (crossesStaged(ground, selection)) {
    const { length } = await walkMatches(ground, everything)
    return cap === null ? length : Math.min(length, cap)
  }

  const { schema, unit, source, findBehind } = ground
  const staged = unit.allStaged(schema)
  if (staged.length === 0) return source.tally(everything, cap)

  const stored = await source.byIds(staged.map(({ id }) => id))
  const gone = await matching(findBehind, { schema, rows: stored }, everything)
  const kept = staged.filter(({ id }) => !unit.isRemoved(schema, id))
  const come = await matching(findBehind, { schema, rows: kept }, everything)
  const counted = await source.tally(everything, cap === null ? null : cap + gone.length)
  const count = counted - gone.length + come.length
  return cap === null ? count : Math.min(count, cap)
}
