/** What a column shall be, and what the records that are there already get in it. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import {
  type Column,
  quoteText,
  type StoredField,
  storages,
  storedField,
  timestampFields,
  type Table,
} from '../../table/index.ts'

/** A column as it shall be. */
export interface ColumnDesign {
  readonly name: string
  /** The name it had before its field was renamed; null when that is not declared. */
  readonly formerName: string | null
  /** As it is declared: `text collate "C"`. */
  readonly declared: string
  /** As the catalog prints its type. */
  readonly type: string
  readonly collation: 'C' | null
  readonly isNullable: boolean
  /** SQL for the value that records get which are older than a required column; null: there is none. */
  readonly fill: string | null
}

/** Designs the columns of a table, in the order of a record, and the one for custom fields. */
export function columnsOf(table: Table): readonly ColumnDesign[] {
  const columns = [...table.fields.values()].flatMap((field) => fieldColumns(field, table.entity))
  return [...columns, designOf(table.extension, null, null)]
}

function fieldColumns(field: StoredField, entity: EntitySchema): readonly ColumnDesign[] {
  const { schema, columns } = field
  const former = schema?.was === undefined ? null : storedField({ ...schema, key: schema.was })
  const value = schema && defaultOf(schema, entity)
  return columns.map((column, at) =>
    designOf(column, former?.columns[at]?.name ?? null, fillFor(field, column, value)),
  )
}

// Records that are older than the entity's wish for timestamps have those of the migration.
function fillFor(field: StoredField, column: Column, value: unknown): string | null {
  return timestampFields.includes(field) ? 'transaction_timestamp()' : fillOf(column, value)
}

function designOf(
  { name, kind, isNullable }: Column,
  formerName: string | null,
  fill: string | null,
): ColumnDesign {
  const { declared, type } = storages[kind]
  const collation = declared.endsWith('collate "C"') ? 'C' : null
  return { name, formerName, declared, type, collation, isNullable, fill }
}

// A default that is made by a function is made for each new record: old ones cannot have it.
function defaultOf(schema: FieldSchema, { driven }: EntitySchema): unknown {
  const value = schema.default ?? driven.get(schema.key)
  return typeof value === 'function' ? undefined : value
}

function fillOf({ isNullable, kind, parameter }: Column, value: unknown): string | null {
  const filling = isNullable ? null : parameter(value)
  if (filling === null) return null
  const text = typeof filling === 'string' ? filling : JSON.stringify(filling)
  return `${quoteText(text)}::${storages[kind].type}`
}
