/** Who wants to hear of an event, and what is done then. */
import type { Fields, ValuesOf } from '../schema/index.ts'
import type { EventDefinition } from './define-event.ts'
import type { DomainEvent } from './event.ts'

/** Does what is to be done when an event has happened. */
export type EventReaction<Context, Payload = unknown> = (
  event: DomainEvent<Payload>,
  ctx: Context,
) => unknown

/** How an event is heard. */
export interface SubscriptionOptions<Payload = unknown> {
  /**
   * Makes the subscription durable: it is called again until it succeeds, and what it changes takes
   * effect once for each event, whatever is killed. Begins with the module's id, is unique in the
   * system and kept for ever: what was handled is remembered under it.
   *
   * Default: none. The handler is then called once, in the process that committed the event, after the
   * commit; what it fails with is logged, and what was under way when the process ended is lost.
   */
  readonly name?: string
  /** Higher ones are called first; those of one priority in the order of their declaration. Default 0. */
  readonly priority?: number
  /**
   * Lets through the events that concern it; the others count as handled, and no receipt is kept. Asked
   * again with each attempt, so it must depend on the event alone. Default: all.
   */
  readonly filter?: (event: DomainEvent<Payload>) => boolean
}

/** A subscription of a module. */
export interface Subscription<Context> {
  readonly kind: 'subscription'
  /** Null when it is best effort. */
  readonly name: string | null
  /** The event types it hears, as a pattern: `sales.order.placed`, `sales.order.*`. */
  readonly pattern: string
  readonly priority: number
  /** Its payload's type was checked where it was declared. */
  readonly filter: ((event: DomainEvent<never>) => boolean) | null
  /** Its payload's type was checked where it was declared. */
  readonly handle: EventReaction<Context, never>
}

/** A subscription that is durable. */
export interface DurableSubscription<Context> extends Subscription<Context> {
  readonly name: string
}

/**
 * Declares a subscription; `Context` is bound once, where the context is known. The common form stands last:
 * of a call that fits none, the compiler tells what the last one misses.
 */
export interface DefineSubscription<Context> {
  (pattern: string, handle: EventReaction<Context>): Subscription<Context>
  (
    pattern: string,
    options: SubscriptionOptions,
    handle: EventReaction<Context>,
  ): Subscription<Context>
  <F extends Fields>(
    event: EventDefinition<F>,
    handle: EventReaction<Context, ValuesOf<F>>,
  ): Subscription<Context>
  <F extends Fields>(
    event: EventDefinition<F>,
    options: SubscriptionOptions<ValuesOf<F>>,
    handle: EventReaction<Context, ValuesOf<F>>,
  ): Subscription<Context>
}

type Heard = { readonly type: string } | string

/** Makes the value of a subscription: to one event, or to all that a pattern takes in. */
export function subscription<Context>(
  event: Heard,
  ...rest:
    | readonly [EventReaction<Context, never>]
    | readonly [SubscriptionOptions<never>, EventReaction<Context, never>]
): Subscription<Context> {
  const [options, handle] = rest.length === 1 ? [{}, rest[0]] : rest
  const { name = null, priority = 0, filter = null } = options
  const pattern = typeof event === 'string' ? event : event.type
  return Object.freeze({ kind: 'subscription', name, pattern, priority, filter, handle })
}

/** Tells whether a subscription is durable. */
export function isDurable<Context>(
  candidate: Subscription<Context>,
): candidate is DurableSubscription<Context> {
  return candidate.name !== null
}
