/** The conflicts that a flush can meet. */
import type { IdempotencySlot } from '../../adapter/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { ConflictError } from '../../errors/index.ts'
import type { Receipt } from './changes.ts'

/**
 * Says that a record has moved on since it was read. Where the entity is not `versioned` another try
 * puts that right: the error is transient, and says that it `merges`.
 */
export function stale(
  schema: EntitySchema,
  id: string,
  { expected, actual }: { readonly expected: number; readonly actual: number },
): ConflictError {
  return new ConflictError(
    'entity.stale',
    `${schema.name} ${id} has version ${actual}, not ${expected}: someone else has changed it`,
    { entity: schema.name, id, expected, actual, ...(schema.versioned ? {} : { merges: true }) },
    { transient: !schema.versioned },
  )
}

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

/** Says that the subscription has handled the event before. */
export function alreadyHandled({ subscription, eventId }: Receipt): ConflictError {
  return new ConflictError(
    'delivery.handled',
    `subscription "${subscription}" has already handled event ${eventId}`,
    { subscription, eventId },
  )
}

/** Says that a rival has committed under the same idempotency key. */
export function keyTaken({ type, key }: IdempotencySlot): ConflictError {
  return new ConflictError(
    'idempotency.taken',
    `another "${type}" has committed under the idempotency key "${key}"`,
    { type, key },
  )
}
