/** What one unit of work commits: rows, the events that tell of them, and what it relied on. */
import type { IdempotencyRecord, IdempotencySlot } from '../../adapter/index.ts'
import type { EntitySchema, Meta } from '../../entity/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { Timer } from '../timing/timer.ts'

/**
 * A stored record, whatever its entity: the base fields and the entity's own, null where absent. Only
 * where the entity has no timestamps, `createdAt` and `updatedAt` are not there.
 */
export type Row = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly organizationId: string
  readonly version: number
  readonly createdAt?: number
  readonly updatedAt?: number
  readonly deletedAt: number | null
  readonly meta: Meta
}

/** One record's way from what is stored to what shall be. */
export interface RowChange {
  readonly schema: EntitySchema
  readonly row: Row
  /** The version that must be stored now; null when the record must not exist. */
  readonly expected: number | null
  /** Whether the record is to be removed; `row` is then what it would have become. */
  readonly isRemoved: boolean
  /** The timers that it has from now on, earlier ones being called off; null when it keeps them. */
  readonly timers: readonly Timer[] | null
}

/** A record that was read and relied on: it must still have this version. */
export interface Witness {
  readonly schema: EntitySchema
  readonly id: string
  readonly version: number
}

/** The id that a caller chose for a new record: no record may ever have had it. */
export interface ChosenId {
  readonly schema: EntitySchema
  readonly id: string
}

/** Says that a subscription has handled an event: written with what the handling changed. */
export interface Receipt {
  readonly subscription: string
  readonly eventId: string
}

/** What a command was answered under its sender's key: written with what the command changed. */
export interface KeptAnswer {
  readonly slot: IdempotencySlot
  readonly record: IdempotencyRecord
  /** The ids of the records that it may tell of: the erasure of any of them erases it. */
  readonly tellsOf: readonly string[]
  /**
   * Those of them that were read and that the flush does not assert. Where one has been erased since, only
   * that there was an answer is kept.
   */
  readonly remembered: readonly string[]
  /** The moment of the commit by the system's clock: what has expired by then gives way. */
  readonly now: number
}

/**
 * A record whose events are to lose what they tell, and to be delivered no more; the answers that were
 * kept under idempotency keys and may tell of it are erased with them.
 */
export interface Erasure {
  readonly aggregateId: string
  /** The unit's own events that are left alone: the one that tells of the erasure, and later ones. */
  readonly keep: readonly string[]
}

/** What one unit of work commits: all of it, or nothing. */
export interface Changes {
  readonly organizationId: string
  readonly rows: readonly RowChange[]
  readonly witnesses: readonly Witness[]
  /** The ids of new records that callers chose. Default: none. */
  readonly chosen?: readonly ChosenId[]
  /** In the order in which they happened. Each is logged and put in the outbox. */
  readonly events: readonly DomainEvent[]
  /** Carried out when the events are logged. */
  readonly erasures: readonly Erasure[]
  readonly receipt: Receipt | null
  /** The timer whose firing this is: it must still be there, and goes. */
  readonly firing: Timer | null
  /** Written first: of rivals with one key, one commits, and the others write nothing. */
  readonly answer?: KeptAnswer | null
}
