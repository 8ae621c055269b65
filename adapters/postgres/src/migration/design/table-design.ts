/** What the table of an entity shall be: plain data, so that it can be compared, and hashed. */
import type { EntitySchema } from '@plinth/core'
import { type Table, tableOf } from '../../table/index.ts'
import { type CheckDesign, checksOf } from './check-design.ts'
import { type ColumnDesign, columnsOf } from './column-design.ts'
import { type IndexDesign, indexesOf } from './index-design.ts'
import { type ReferenceDesign, referencesOf } from './reference-design.ts'

/** A table as it shall be. */
export interface TableDesign {
  readonly entity: string
  readonly schemaName: string
  readonly tableName: string
  readonly columns: readonly ColumnDesign[]
  readonly checks: readonly CheckDesign[]
  readonly references: readonly ReferenceDesign[]
  readonly indexes: readonly IndexDesign[]
}

/** Designs the tables of all entities. */
export function designsOf(entities: readonly EntitySchema[]): readonly TableDesign[] {
  const tables = new Map(entities.map((entity) => [entity.name, tableOf(entity)]))
  return [...tables.values()].map((table) => designOf(table, tables))
}

function designOf(table: Table, tables: ReadonlyMap<string, Table>): TableDesign {
  return {
    entity: table.entity.name,
    schemaName: table.schemaName,
    tableName: table.tableName,
    columns: columnsOf(table),
    checks: checksOf(table),
    references: referencesOf(table, tables),
    indexes: indexesOf(table),
  }
}
