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
   * Leaves out those of the aggregates named.
   */
  pending(limit: number, except: readonly string[]): Promise<readonly DomainEvent[]>
  /** Says which of these events the subscription has already handled. */
  handled(subscription: string, eventIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Forgets events that `pending` has given since `acquire`, once every subscription has handled them. */
  settle(eventIds: readonly string[]): Promise<void>
  release(): Promise<void>
}
