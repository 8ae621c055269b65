/** The port to an event bus: whoever subscribes in this process hears of what is published in it. */
import type { DomainEvent } from '../event.ts'

/** Does something about an event, in the process that published it. */
export type EventHandler<Context> = (event: DomainEvent, ctx: Context) => unknown

/** Ends a subscription. Does nothing the second time. */
export type Unsubscribe = () => void

/** Who is called first, and for which events at all. */
export interface SubscribeOptions {
  /** Higher ones are called first; those of one priority in the order in which they came. Default 0. */
  readonly priority?: number
  /** Lets through the events that concern the handler. Default: all that the pattern takes in. */
  readonly filter?: (event: DomainEvent) => boolean
}

/** Fan-out within one process. What must survive that process is a named subscription of a module. */
export interface EventBus<Context> {
  /**
   * Calls every handler whose pattern fits, one after the other, and resolves when all have finished;
   * what they wait for goes on side by side. Who subscribes or unsubscribes meanwhile changes nothing
   * of this call.
   *
   * @throws CoreError `event.unhandled` when handlers failed; the others have run all the same. Its
   * cause is an `AggregateError` of what each failed with.
   */
  publish(event: DomainEvent): Promise<void>
  /** Publishes events one after the other: the next when all handlers of the one before have finished. */
  publishBatch(events: readonly DomainEvent[]): Promise<void>
  /**
   * Has the handler hear events of the pattern's types: `sales.order.placed`, `sales.*`, `*.created`,
   * `*`. A `*` stands for one or more whole segments.
   *
   * @throws CoreError `event.pattern-invalid` when the pattern is not well formed.
   */
  subscribe(
    pattern: string,
    handler: EventHandler<Context>,
    options?: SubscribeOptions,
  ): Unsubscribe
}
