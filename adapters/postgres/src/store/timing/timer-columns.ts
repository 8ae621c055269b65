/** How a timer lies in its table: a column for each of its keys, and the way there and back. */
import type { Timer } from '@plinth/core/runtime'
import type { SqlRow } from '../../driver/index.ts'

/** A column of the timers. */
export interface TimerColumn {
  readonly name: string
  /** The type of an element of a batch. */
  readonly type: 'text' | 'smallint' | 'timestamptz'
  /** Takes the column's parameter from a timer. */
  readonly parameter: (timer: Timer) => string | number
}

/** The columns that a timer fills. */
export const timerColumns: readonly TimerColumn[] = [
  { name: 'id', type: 'text', parameter: ({ id }) => id },
  { name: 'organization_id', type: 'text', parameter: ({ organizationId }) => organizationId },
  { name: 'entity_type', type: 'text', parameter: ({ entityType }) => entityType },
  { name: 'record_id', type: 'text', parameter: ({ recordId }) => recordId },
  { name: 'state', type: 'text', parameter: ({ state }) => state },
  { name: 'position', type: 'smallint', parameter: ({ position }) => position },
  {
    name: 'due_at',
    type: 'timestamptz',
    parameter: ({ dueAt }) => new Date(dueAt).toISOString(),
  },
  { name: 'correlation_id', type: 'text', parameter: ({ correlationId }) => correlationId },
]

/** Makes a timer of a row with these columns. */
export function timerFrom(row: SqlRow): Timer {
  return {
    id: String(row['id']),
    organizationId: String(row['organization_id']),
    entityType: String(row['entity_type']),
    recordId: String(row['record_id']),
    state: String(row['state']),
    position: Number(row['position']),
    dueAt: Number(row['due_at']),
    correlationId: String(row['correlation_id']),
  }
}
