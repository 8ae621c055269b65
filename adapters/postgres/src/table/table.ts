/** Says how an entity is stored: its table, the columns of each key, and the way there and back. */
import type { EntitySchema, Row } from '@plinth/core'
import { uniqueKeys } from '@plinth/core/runtime'
import {
  type Column,
  extension,
  firstFields,
  lastField,
  type StoredField,
  storedField,
} from './column.ts'
import { identifier, quoteName, snakeCase } from './identifier.ts'
import { referenceName, uniqueName } from './constraint-name.ts'
import { type ReadRecord, recordReader } from './record-reader.ts'
import { storages } from './storage.ts'

/** The table of an entity. */
export interface Table {
  readonly entity: EntitySchema
  /** The Postgres schema that it stands in: the id of the module. */
  readonly schemaName: string
  /** `order_lines`. */
  readonly tableName: string
  /** The full name as it stands in SQL: `"sales"."order_lines"`. */
  readonly name: string
  /** What each key of a record is stored in, in the order of a record. */
  readonly fields: ReadonlyMap<string, StoredField>
  /** The columns of a record, in the order of `fields`. */
  readonly columns: readonly Column[]
  /** The column for custom fields, which no record shows yet. */
  readonly extension: Column
  /** The columns as a select list, read from this alias: `o."id", o."organization_id", …`. */
  readonly selectList: (alias: string) => string
  /** Makes a record of a row that was read with the select list. */
  readonly read: ReadRecord
  /** The unique indexes by name, each with the keys that it keeps apart among active records. */
  readonly uniques: ReadonlyMap<string, readonly string[]>
  /** The foreign keys by name, each with its key: those of refs, where the target is in the module. */
  readonly references: ReadonlyMap<string, string>
}

/** Finds the table of an entity. The same schema gives the same table. */
export function tableOf(entity: EntitySchema): Table {
  const known = tables.get(entity)
  if (known) return known

  const table = makeTable(entity)
  tables.set(entity, table)
  return table
}

/**
 * Writes rows as a relation, one array a column, all bound at once:
 * `unnest($1::text[], $2::text[], …) as b("id", "organization_id", …)`.
 *
 * `first` is the number of its first parameter; `batchParameters` gives them.
 */
export function batchSource({ columns }: Table, alias: string, first = 1): string {
  const arrays = columns.map(({ kind }, at) => `$${first + at}::${storages[kind].batchType}[]`)
  const names = columns.map(({ quoted }) => quoted)
  return `unnest(${arrays.join(', ')}) as ${alias}(${names.join(', ')})`
}

/** Writes the batch's columns as values of the table's: where a list travelled as text it is cast. */
export function batchList({ columns }: Table, alias: string): string {
  const values = columns.map(({ quoted, kind }) => {
    const { type, batchType } = storages[kind]
    return type === batchType ? `${alias}.${quoted}` : `${alias}.${quoted}::${type}`
  })
  return values.join(', ')
}

/** Turns records into the parameters of `batchSource`: one array a column. */
export function batchParameters(table: Table, rows: readonly Row[]): readonly unknown[][] {
  return [...table.fields.values()].flatMap(({ key, columns }) =>
    columns.map(({ parameter }) => rows.map((row) => parameter(row[key]))),
  )
}

const tables = new WeakMap<EntitySchema, Table>()

function makeTable(entity: EntitySchema): Table {
  const stored = [...firstFields(entity), ...entity.storedFields.map(storedField), lastField]
  const columns = stored.flatMap((field) => field.columns)
  const schemaName = identifier(entity.namespace)
  const tableName = identifier(snakeCase(entity.plural))
  return Object.freeze({
    entity,
    schemaName,
    tableName,
    name: `${quoteName(schemaName)}.${quoteName(tableName)}`,
    fields: new Map(stored.map((field) => [field.key, field])),
    columns,
    extension,
    uniques: new Map(uniqueKeys(entity).map((keys) => [uniqueName(tableName, keys), keys])),
    references: new Map(refs(entity).map((key) => [referenceName(tableName, key), key])),
    selectList: (alias: string) => columns.map(({ quoted }) => `${alias}.${quoted}`).join(', '),
    read: recordReader(stored),
  })
}

// A ref that holds something else than an id has no foreign key: what is unique among active records
// alone is nothing that Postgres lets a key refer to.
function refs({ storedFields }: EntitySchema): readonly string[] {
  return storedFields.flatMap(({ key, type, refField = 'id' }) =>
    type === 'ref' && refField === 'id' ? [key] : [],
  )
}
