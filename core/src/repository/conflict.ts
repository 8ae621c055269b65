/** The conflicts that a flush can meet beside a stale version. */
import type { EntitySchema } from '../entity/index.ts'
import { ConflictError } from '../errors/index.ts'

/** Says that another active record holds the same values. */
export function duplicate(schema: EntitySchema, keys: readonly string[]): ConflictError {
  const fields = keys.join(', ')
  return new ConflictError(
    'entity.duplicate',
    `another ${schema.name} of this organization already has the same ${fields}`,
    { entity: schema.name, fields: keys },
  )
}

/** Says that a new record brings an id along that a record had which is gone. */
export function idUsed({ name }: EntitySchema, id: string): ConflictError {
  return new ConflictError(
    'entity.id-used',
    `${id} was the id of another ${name}, which has been removed; no id is used twice: leave it out, and a new one is made`,
    { entity: name, id },
  )
}

/** Where a record is still referred to: the entity, and its ref. */
export interface Usage {
  readonly entity: string
  readonly field: string
}

/** Says that a record cannot be removed, because another one refers to it. */
export function inUse(schema: EntitySchema, { entity, field }: Usage): ConflictError {
  return new ConflictError(
    'entity.in-use',
    `this ${schema.name} cannot be removed: ${entity}.${field} of another record still refers to it; change or remove that one first`,
    { entity: schema.name, by: { entity, field } },
  )
}
