/** Where committed events wait until every subscription has handled them. */
import type { DomainEvent } from '../../event/index.ts'

/** Events that are committed and not yet delivered to every subscription. */
export interface EventOutbox {
  /**
   * Takes over what can be delivered by this process alone: until `release`, no other process
   * gets events of the same records. Returns false when another process holds everything.
   */
  acquire(): Promise<boolean>
  /**
   * Reads undelivered events, in the order of the log; the same ones until they are settled.
   * Leaves out those that are parked; where it does not know the last of them any more, none.
   */
  pending(limit: number, parked: readonly Parked[]): Promise<readonly DomainEvent[]>
  /** Says which of these events the subscription has already handled. */
  handled(subscription: string, eventIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Forgets events that `pending` has given since `acquire`, once every subscription has handled them. */
  settle(eventIds: readonly string[]): Promise<void>
  release(): Promise<void>
}

/** The events of one record that were given out already, and that nobody asks for now. */
export interface Parked {
  readonly aggregateId: string
  /** The id of the last of them. */
  readonly upTo: string
}
