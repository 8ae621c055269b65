/**
 * Reads by a filter that crosses to records which the unit has staged.
 *
 * What is stored of them decides nothing any more, so the database cannot answer the filter: every record
 * of the entity is read, in chunks, and the filter is asked in process, of what the unit knows. That costs
 * as much as the entity has records. It happens only where one unit changes a record and then lists others
 * by it.
 */
import type { EntitySchema } from '../../../entity/index.ts'
import type { Row } from '../../flush/changes.ts'
import { crossedRefs } from './crossing-name.ts'
import type { CrossingTree } from './cross-refs.ts'
import { matching } from '../list/matching.ts'
import { compareRows, isBehind, sortValues } from '../list/order.ts'
import type { ReadGround } from '../row-source.ts'
import type { Selection } from '../list/selection.ts'

/** Tells whether the filter of a selection crosses to an entity of which the unit has staged records. */
export function crossesStaged({ schema, unit }: ReadGround, { crossings }: Selection): boolean {
  return crossedEntities(schema, crossings).some((target) => unit.allStaged(target).length > 0)
}

/** Reads all records behind the selection's cursor that match its filter, in its order. */
export async function walkMatches(
  ground: ReadGround,
  selection: Selection,
): Promise<readonly Row[]> {
  const { schema, unit, findBehind } = ground
  const staged = unit.allStaged(schema)
  const isStaged = new Set(staged.map(({ id }) => id))
  const kept = staged.filter(({ id }) => !unit.isRemoved(schema, id))
  const found = [...(await matching(findBehind, { schema, rows: kept }, selection))]
  for await (const chunk of storedChunks(ground, selection)) {
    const rows = chunk.filter(({ id }) => !isStaged.has(id))
    found.push(...(await matching(findBehind, { schema, rows }, selection)))
  }
  for (const row of found) unit.remember(schema, row)
  return found.filter((row) => isBehind(row, selection)).toSorted(compareRows(selection.sort))
}

/** How many stored records are looked at at a time. */
const chunkSize = 500

async function* storedChunks(
  { source }: ReadGround,
  selection: Selection,
): AsyncGenerator<readonly Row[]> {
  const sort: Selection['sort'] = [{ field: 'id', direction: 'asc' }]
  const all = { ...selection, where: null, crossings: {}, sort, offset: 0, limit: chunkSize }
  let after: readonly unknown[] | null = null
  do {
    const rows: readonly Row[] = await source.select({ ...all, after })
    yield rows
    const last = rows.at(-1)
    after = last && rows.length === chunkSize ? sortValues(last, sort) : null
  } while (after !== null)
}

function crossedEntities(schema: EntitySchema, tree: CrossingTree): readonly EntitySchema[] {
  return crossedRefs(schema).flatMap(({ name, target }) => {
    const further = tree[name]
    return further ? [target, ...crossedEntities(target, further)] : []
  })
}
