/** What every stored record has beside the fields of its entity, as fields. */
import type { FieldSchema } from '../../schema/index.ts'
import type { EntitySchema } from '../entity-schema.ts'

/** Lists the base fields before an entity's own, in the order of a record; `meta` comes behind all. */
export function baseFieldsOf({ timestamps }: EntitySchema): readonly FieldSchema[] {
  return timestamps ? baseFields : baseFields.filter(({ key }) => !times.has(key))
}

const times = new Set(['createdAt', 'updatedAt'])

const baseFields: readonly FieldSchema[] = [
  { key: 'id', type: 'ref', required: true },
  { key: 'organizationId', type: 'string', required: true },
  { key: 'createdAt', type: 'date', required: true },
  { key: 'updatedAt', type: 'date', required: true },
  { key: 'deletedAt', type: 'date' },
  { key: 'version', type: 'number', integer: true, min: 1, required: true },
]
