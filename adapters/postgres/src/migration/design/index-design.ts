/** Which indexes a table shall have: for what is unique, and for what is searched and sorted by. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import {
  indexName,
  longestText,
  roomForTexts,
  type StoredField,
  type Table,
  uniqueName,
} from '../../table/index.ts'
import { type IndexedColumn, type IndexTerms, indexTerms } from './index-terms.ts'

/** An index as it shall be. It holds active records only, like nearly every read. */
export interface IndexDesign extends IndexTerms {
  readonly name: string
  readonly formerName: string | null
  readonly isUnique: boolean
  /** The columns behind `organization_id`. */
  readonly columns: readonly string[]
}

/** Designs the indexes of a table. */
export function indexesOf(table: Table): readonly IndexDesign[] {
  const { entity, uniques } = table
  const unique = [...uniques.values()].map((keys) => designOf(table, keys, true))
  const plain = plainKeys(entity).map((keys) => designOf(table, keys, false))
  return [...unique, ...plain.filter(({ columns }) => columns.length > 0)]
}

/** Lists the keys that lists are filtered and sorted by, together with those of one field. */
function plainKeys({ fields, indexes }: EntitySchema): readonly (readonly string[])[] {
  const single = fields.filter(isSearched)
  const all = [...single.map(({ key }) => [key]), ...indexes]
  return [...new Map(all.map((keys) => [keys.join(), keys])).values()]
}

// The unique index of long texts holds their hashes, by which nothing is found.
function isSearched(field: FieldSchema): boolean {
  return field.unique ? longestText(field) > roomForTexts : field.indexed === true
}

// Postgres uses no index on a list or on JSON behind row level security: `@>` could leak what it sees.
const unsearchable = new Set([
  'ref[]',
  'json',
  'geo.point',
  'geo.polygon',
  'geo.linestring',
  'list',
])

function designOf(table: Table, keys: readonly string[], isUnique: boolean): IndexDesign {
  const { tableName } = table
  const fields = keys.flatMap((key) => table.fields.get(key) ?? [])
  const searchable = fields.every(({ type }) => !unsearchable.has(type))
  const columns = searchable ? fields.flatMap((field) => indexedColumns(field, isUnique)) : []
  const nameOf = isUnique ? uniqueName : indexName
  return {
    name: nameOf(tableName, keys),
    formerName: fields.some(wasRenamed) ? nameOf(tableName, fields.map(formerKey)) : null,
    isUnique,
    columns: columns.map(({ column }) => column.name),
    ...indexTerms(columns, isUnique),
  }
}

// Money is unique as a whole, and sorted by its amount.
function indexedColumns(field: StoredField, isUnique: boolean): readonly IndexedColumn[] {
  const columns = isUnique ? field.columns : field.columns.slice(0, 1)
  return columns.map((column) => ({ column, field }))
}

function wasRenamed({ schema }: StoredField): boolean {
  return schema?.was !== undefined
}

function formerKey({ schema, key }: StoredField): string {
  return schema?.was ?? key
}
