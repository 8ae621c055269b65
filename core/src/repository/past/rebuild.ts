/** Makes a record of the events that tell of its changes: the stored one is what they come to. */
import type { EntitySchema } from '../../entity/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { FieldSchema } from '../../schema/index.ts'
import type { Row } from '../flush/changes.ts'
import type { Values } from '../writing/incoming.ts'
import { areTags } from '../writing/tags.ts'
import {
  advanced,
  created,
  deleted,
  isRemoval,
  type Mutation,
  mutationsOf,
  mutationType,
  restored,
} from '../record/record.ts'

/**
 * Rebuilds a record from its events, oldest first; null when it is not there after them.
 *
 * Fields that were declared later have their default, or null; those that were renamed are found
 * under the key that they had.
 */
export function rebuild(schema: EntitySchema, events: readonly DomainEvent[]): Row | null {
  let row: Row | null = null
  for (const event of events) {
    const mutation = mutationIn(schema, event)
    if (mutation) row = after(schema, row, { event, mutation })
  }
  return row
}

interface Told {
  readonly event: DomainEvent
  readonly mutation: Mutation
}

function mutationIn(schema: EntitySchema, { type }: DomainEvent): Mutation | undefined {
  return mutationsOf(true).find((mutation) => mutationType(schema, mutation) === type)
}

function after(schema: EntitySchema, before: Row | null, { event, mutation }: Told): Row | null {
  if (isRemoval(schema, mutation)) return null
  if (mutation === 'created') return born(schema, event)
  if (!before) return null
  if (mutation === 'deleted') return deleted(before, event.occurredAt).row
  if (mutation === 'restored') {
    return { ...restored(before, event.occurredAt).row, ...told(schema, event) }
  }
  return { ...advanced(before, event.occurredAt), ...told(schema, event) }
}

function born(schema: EntitySchema, event: DomainEvent): Row | null {
  const { meta, ...values } = told(schema, event)
  if (!areTags(meta)) return null

  const { timestamps, validator } = schema
  const { aggregateId: id, orgId: organizationId, occurredAt: now } = event
  const birth = { id, organizationId, now, timestamps }
  return created({ ...validator.complete(values), meta }, birth).row
}

/** What an event tells of the fields that are declared today. An erased one tells nothing. */
function told({ fields }: EntitySchema, { payload }: DomainEvent): Values {
  const values: Record<string, unknown> = {}
  if (!isRecord(payload)) return values

  for (const { key, was } of [...fields, metaField]) {
    if (Object.hasOwn(payload, key)) values[key] = payload[key]
    else if (was !== undefined && Object.hasOwn(payload, was)) values[key] = payload[was]
  }
  return values
}

const metaField: Pick<FieldSchema, 'key' | 'was'> = { key: 'meta' }

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null
}
