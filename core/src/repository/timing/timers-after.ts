/** Decides which timers a record has from a step on. */
import type { EntitySchema } from '../../entity/index.ts'
import type { IDGenerator, Timestamp } from '../../primitives/index.ts'
import type { Row } from '../flush/changes.ts'
import type { Timer } from './timer.ts'

/** One step in a record's life, and who takes it. */
export interface TimedStep {
  readonly before: Row | null
  readonly row: Row
  /** Whether the record enters its state, though it may be the one that it was in. */
  readonly enters: boolean
  readonly correlationId: string
  readonly now: Timestamp
  readonly ids: IDGenerator
}

/**
 * Says which timers a record has from a step on: those of the state that it enters, none when it is
 * deleted; null when it keeps those that it has. A record that is restored enters its state again.
 */
export function timersAfter(schema: EntitySchema, step: TimedStep): readonly Timer[] | null {
  const { timed } = schema
  const { before, row, enters } = step
  if (!timed) return null

  const leftState = stateOf(timed.field, before)
  const state = stateOf(timed.field, row)
  if (leftState === state && !enters) return null

  const delays = timed.delays.get(state ?? '') ?? []
  if (delays.length === 0 && !timed.delays.has(leftState ?? '')) return null
  return delays.map((delay, position) => timerOf(schema, step, { delay, position }))
}

/** The state that a record lives in: none before it is there, and none when it is deleted. */
function stateOf(field: string, row: Row | null): string | null {
  return row === null || row.deletedAt !== null ? null : String(row[field])
}

interface Delay {
  readonly delay: number
  readonly position: number
}

function timerOf(
  schema: EntitySchema,
  { row, correlationId, now, ids }: TimedStep,
  { delay, position }: Delay,
): Timer {
  return {
    id: ids.generateFor('tmr_'),
    organizationId: row.organizationId,
    entityType: schema.name,
    recordId: row.id,
    state: String(row[schema.timed?.field ?? '']),
    position,
    dueAt: Math.ceil(now + delay),
    correlationId,
  }
}
