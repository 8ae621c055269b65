/** Reads the active records that hold given values under a unique key: what stands behind refs. */
import type { Row } from '../../flush/changes.ts'
import { readByIds, readSelection, type Reliance } from '../read-rows.ts'
import type { ReadGround } from '../row-source.ts'

/** Which records are wanted. */
export interface Wanted {
  /** `id`, or a field that is unique. */
  readonly key: string
  readonly values: readonly string[]
  readonly now: number
}

/** Reads the records, each once, in no particular order; the unit's own included. */
export async function readBehind(
  ground: ReadGround,
  { key, values, now }: Wanted,
  reliance: Reliance,
): Promise<readonly Row[]> {
  if (key === 'id') {
    const rows = await readByIds(ground, values, reliance)
    return rows.filter((row) => row.deletedAt === null)
  }

  const found: Row[] = []
  for (let start = 0; start < values.length; start += chunkSize) {
    const chunk = values.slice(start, start + chunkSize)
    found.push(...(await readSelection(ground, selectionBy(ground, { key, values: chunk, now }))))
  }
  if (reliance === 'relied') for (const row of found) ground.unit.witness(ground.schema, row)
  return found
}

/** How many values one condition takes; a rule takes 1,000. */
const chunkSize = 500

// What is staged may hold a value that what is stored holds too, before one of the two gives way.
function selectionBy({ schema, unit }: ReadGround, { key, values, now }: Wanted) {
  return {
    where: { field: key, op: 'in', value: values } as const,
    crossings: {},
    sort: [{ field: 'id', direction: 'asc' }] as const,
    limit: values.length + unit.allStaged(schema).length,
    offset: 0,
    after: null,
    withDeleted: false,
    now,
  }
}
