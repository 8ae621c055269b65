/** The port to the log of one organization: everything that has ever happened in it, in order. */
import type { DomainEvent } from '../event.ts'

/** Which of the events to read. */
export interface EventReadOptions {
  /** Only events of later versions of their aggregates. Default: all. */
  readonly after?: number
  /** Only what happened at this moment or later. Default: from the beginning. */
  readonly from?: number
  /** Only what happened before this moment. Default: to the end. */
  readonly to?: number
  /** At most this many. Default: all. */
  readonly limit?: number
}

/** What to replay. Everything that is given has to hold; nothing given means every event. */
export interface EventFilter {
  /** Any of these types. */
  readonly types?: readonly string[]
  readonly aggregateType?: string
  readonly actorId?: string
  /** Everything that one request set off. */
  readonly correlationId?: string
}

/** What must hold for an append. */
export interface AppendOptions {
  /** The version that every aggregate of the events has now; 0 for one without events. Default: any. */
  readonly expectedVersion?: number
}

/**
 * The append-only log of one organization; what others have told cannot be read through it.
 *
 * What happens to records gets here by itself, with the flush of the command that did it, and is
 * delivered. What is appended here is logged and not delivered: it is for histories that come from
 * elsewhere, and for aggregates without a record.
 *
 * Reading may begin while others append: what they append may be told, or not. Nothing that is told is
 * told twice, and nothing before it is left out.
 */
export interface EventStore {
  /** Appends one event, as `appendBatch` does. */
  append(event: DomainEvent, options?: AppendOptions): Promise<void>
  /**
   * Appends events in their order: all of them, or none.
   *
   * @throws ConflictError `entity.stale` when an aggregate is not in the expected version, or is in a
   * later one than an event: the versions of an aggregate never go back.
   * @throws AuthorizationError `auth.forbidden` when an event belongs to another organization.
   */
  appendBatch(events: readonly DomainEvent[], options?: AppendOptions): Promise<void>
  /** Tells what happened to one aggregate, oldest first. */
  read(aggregateId: string, options?: EventReadOptions): AsyncIterable<DomainEvent>
  /** Tells every event of a type, in the order of the log. */
  readByType(type: string, options?: EventReadOptions): AsyncIterable<DomainEvent>
  /** Tells what the filter lets through and happened at `from` or later, in the order of the log. */
  replay(filter: EventFilter, from: number): AsyncIterable<DomainEvent>
  /** Tells the version of an aggregate's last event; 0 when there is none. */
  getVersion(aggregateId: string): Promise<number>
}
