/** How an event lies in the log: a column for each of its keys, and the way there and back. */
import type { DomainEvent } from '@plinth/core'
import type { SqlRow } from '../../driver/index.ts'

/** A column of the log. */
export interface EventColumn {
  readonly name: string
  /** The type of an element of a batch. */
  readonly type: 'text' | 'integer' | 'smallint' | 'jsonb' | 'timestamptz'
  /** Takes the column's parameter from an event. */
  readonly parameter: (event: DomainEvent) => string | number | null
}

/** The columns of the log that an event fills. Its place in the order comes from the database. */
export const eventColumns: readonly EventColumn[] = [
  { name: 'id', type: 'text', parameter: ({ id }) => id },
  { name: 'organization_id', type: 'text', parameter: ({ orgId }) => orgId },
  { name: 'type', type: 'text', parameter: ({ type }) => type },
  { name: 'aggregate_type', type: 'text', parameter: ({ aggregateType }) => aggregateType },
  { name: 'aggregate_id', type: 'text', parameter: ({ aggregateId }) => aggregateId },
  { name: 'version', type: 'integer', parameter: ({ version }) => version },
  { name: 'payload', type: 'jsonb', parameter: ({ payload }) => JSON.stringify(payload ?? null) },
  {
    name: 'occurred_at',
    type: 'timestamptz',
    parameter: ({ occurredAt }) => new Date(occurredAt).toISOString(),
  },
  { name: 'actor_id', type: 'text', parameter: ({ actorId }) => actorId },
  { name: 'correlation_id', type: 'text', parameter: ({ correlationId }) => correlationId },
  { name: 'caused_by', type: 'text', parameter: ({ causedBy }) => causedBy },
  { name: 'source', type: 'text', parameter: ({ source }) => source },
  { name: 'schema_version', type: 'smallint', parameter: ({ schemaVersion }) => schemaVersion },
]

/** The columns as a select list, read from the alias `e`. */
export const eventList: string = eventColumns.map(({ name }) => `e.${name}`).join(', ')

/** Makes an event of a row that was read with the list. */
export function eventFrom(row: SqlRow): DomainEvent {
  return {
    id: text(row['id']),
    type: text(row['type']),
    aggregateId: text(row['aggregate_id']),
    aggregateType: text(row['aggregate_type']),
    payload: row['payload'],
    occurredAt: Number(row['occurred_at']),
    actorId: textOrNull(row['actor_id']),
    orgId: text(row['organization_id']),
    correlationId: text(row['correlation_id']),
    causedBy: textOrNull(row['caused_by']),
    version: Number(row['version']),
    source: text(row['source']),
    schemaVersion: Number(row['schema_version']),
  }
}

function text(value: unknown): string {
  return String(value)
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
