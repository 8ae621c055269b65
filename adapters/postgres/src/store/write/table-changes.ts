/** What a unit of work changes and relies on, table by table. */
import type { EntitySchema, Row } from '@plinth/core'
import type { Changes } from '@plinth/core/runtime'
import { type Table, tableOf } from '../../table/index.ts'

/** A record that must have a version. */
export interface Expectation {
  readonly id: string
  readonly version: number
}

/** A record to write over the version that is expected. */
export interface Update {
  readonly row: Row
  readonly expected: number
}

/** What happens to one table. A removal is a record's id, and the version that is expected. */
export interface TableChanges {
  readonly table: Table
  readonly inserts: Row[]
  readonly updates: Update[]
  readonly removals: Expectation[]
  readonly witnesses: Expectation[]
}

/** Sorts changes by table, in the order of the tables' names: the order in which all units lock. */
export function changesByTable({ rows, witnesses }: Changes): readonly TableChanges[] {
  const byEntity = new Map<EntitySchema, TableChanges>()
  for (const { schema, row, expected, isRemoved } of rows) {
    const { inserts, updates, removals } = changesOf(byEntity, schema)
    if (expected === null) inserts.push(row)
    else if (isRemoved) removals.push({ id: row.id, version: expected })
    else updates.push({ row, expected })
  }
  for (const { schema, id, version } of witnesses) {
    changesOf(byEntity, schema).witnesses.push({ id, version })
  }
  if (byEntity.size < 2) return [...byEntity.values()]
  return [...byEntity.values()].toSorted((one, other) =>
    one.table.name < other.table.name ? -1 : 1,
  )
}

function changesOf(byEntity: Map<EntitySchema, TableChanges>, schema: EntitySchema): TableChanges {
  const known = byEntity.get(schema)
  if (known) return known

  const table = tableOf(schema)
  const changes = { table, inserts: [], updates: [], removals: [], witnesses: [] }
  byEntity.set(schema, changes)
  return changes
}
