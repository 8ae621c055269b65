/** What every stored record has beside the fields of its entity, as fields. */
import type { FieldSchema } from '../../schema/index.ts'

/** The base fields before an entity's own, in the order of a record; `meta` comes behind them. */
export const baseFields: readonly FieldSchema[] = [
  { key: 'id', type: 'ref', required: true },
  { key: 'organizationId', type: 'string', required: true },
  { key: 'createdAt', type: 'date', required: true },
  { key: 'updatedAt', type: 'date', required: true },
  { key: 'deletedAt', type: 'date' },
  { key: 'version', type: 'number', integer: true, min: 1, required: true },
]
