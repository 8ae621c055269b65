/** The columns of a record: one for each value, two for money. */
import type { EntitySchema, FieldSchema, FieldType, Money } from '@plinth/core'
import { identifier, quoteName, snakeCase } from './identifier.ts'
import { longestText, roomForTexts } from './long-text.ts'
import { type StorageKind, storages } from './storage.ts'

/** A column of an entity's table. */
export interface Column {
  /** `placed_at`. */
  readonly name: string
  /** The name as it stands in SQL: `"placed_at"`. */
  readonly quoted: string
  readonly kind: StorageKind
  readonly isNullable: boolean
  /** Takes this column's parameter from the value of its field; null where it is absent. */
  readonly parameter: (value: unknown) => unknown
}

/** What one key of a record is stored in. */
export interface StoredField {
  /** The key in the record: `placedAt`. */
  readonly key: string
  readonly type: FieldType
  /** One column; for money the amount and then the currency. Lists are sorted by the first one. */
  readonly columns: readonly [Column, ...Column[]]
  /** The declaration; null for what every record has. */
  readonly schema: FieldSchema | null
  /** The most bytes of a text that an index of its own would hold; null when that is any text. */
  readonly indexedBytes: number | null
}

/** Says in which columns a declared field is stored. */
export function storedField(schema: FieldSchema): StoredField {
  const { key, type } = schema
  const indexedBytes = longestText(schema) > roomForTexts ? roomForTexts : null
  return { key, type, columns: columnsOf(schema), schema, indexedBytes }
}

const identity: readonly StoredField[] = [
  baseField('id', 'string', column('id', 'text')),
  baseField('organizationId', 'string', column('organization_id', 'text')),
]

/** When a record was created and changed, where its entity wants to know. */
export const timestampFields: readonly StoredField[] = [
  baseField('createdAt', 'date', column('created_at', 'instant')),
  baseField('updatedAt', 'date', column('updated_at', 'instant')),
]

const state: readonly StoredField[] = [
  baseField('deletedAt', 'date', column('deleted_at', 'instant', true)),
  baseField('version', 'number', column('version', 'version')),
]

/** The keys that the records of an entity begin with, in the order of a record. */
export function firstFields({ timestamps }: EntitySchema): readonly StoredField[] {
  return [...identity, ...(timestamps ? timestampFields : []), ...state]
}

/** The key that every record ends with. */
export const lastField: StoredField = baseField('meta', 'json', column('meta', 'json'))

/** The column for values that a tenant adds to its records; no record shows it yet. */
export const extension: Column = column('ext', 'json', true)

const kinds: Readonly<Record<Exclude<FieldType, 'money'>, StorageKind>> = {
  string: 'text',
  enum: 'text',
  ref: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'instant',
  'ref[]': 'texts',
  json: 'json',
  'geo.point': 'json',
  'geo.polygon': 'json',
  'geo.linestring': 'json',
  list: 'json',
}

function columnsOf({ key, type, integer, required = false }: FieldSchema): StoredField['columns'] {
  const name = snakeCase(key)
  const isNullable = !required
  if (type === 'money') {
    return [
      { ...column(identifier(name, 'amount'), 'integer', isNullable), parameter: amountOf },
      { ...column(identifier(name, 'currency'), 'currency', isNullable), parameter: currencyOf },
    ]
  }
  return [column(identifier(name), integer ? 'integer' : kinds[type], isNullable)]
}

function baseField(key: string, type: FieldType, only: Column): StoredField {
  return { key, type, columns: [only], schema: null, indexedBytes: null }
}

function column(name: string, kind: StorageKind, isNullable = false): Column {
  const { encode } = storages[kind]
  const parameter = (value: unknown) =>
    value === null || value === undefined ? null : encode(value)
  return { name, quoted: quoteName(name), kind, isNullable, parameter }
}

function amountOf(value: unknown): unknown {
  return isMoney(value) ? value.amount : null
}

function currencyOf(value: unknown): unknown {
  return isMoney(value) ? value.currency : null
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}
