/** What all ways of telling somebody something have in common. */
import type { Timestamp } from '../../primitives/index.ts'
import type { Adapter } from '../adapter.ts'

/** A message, whatever way it goes. */
export interface Message {
  /** Made by the sender, the same when he tries again: a job's id, or an event's. */
  readonly id: string
  readonly organizationId: string
}

/** The service has taken the message over. That it arrived is not said. */
export interface Sent {
  /** The message's own id. */
  readonly id: string
  /** The service's name for it, to ask there. */
  readonly reference: string
  readonly sentAt: Timestamp
}

/** Sends messages of one kind. */
export interface NotificationAdapter<M extends Message> extends Adapter {
  /**
   * Whether a message whose id was sent in the last 24 hours is not sent again: `send` then resolves
   * as the first time. Where it is false, a message may arrive twice after a time-out.
   */
  readonly deduplicates: boolean
  /**
   * Sends a message.
   *
   * @throws IntegrationError `adapter.refused` when it can never be sent as it is, an address that
   *   exists no more included (`facts.gone` is true then); `adapter.failed` when another try may succeed.
   */
  send(message: M): Promise<Sent>
}
