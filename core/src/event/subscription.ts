/** Who wants to hear of an event, and what is done then. */
import type { Fields, ValuesOf } from '../schema/index.ts'
import type { EventDefinition } from './define-event.ts'
import type { DomainEvent } from './event.ts'

/** Does what is to be done when an event has happened. Called again until it succeeds. */
export type EventReaction<Context, Payload = unknown> = (
  event: DomainEvent<Payload>,
  ctx: Context,
) => unknown

/** A durable subscription: what it changes takes effect once for each event, whatever is killed. */
export interface Subscription<Context> {
  readonly kind: 'subscription'
  /** Unique in the system and kept for ever: what was handled is remembered under it. */
  readonly name: string
  /** The event types it hears, as a pattern: `sales.order.placed`, `sales.order.*`. */
  readonly pattern: string
  /** Its payload's type was checked where it was declared. */
  readonly handle: EventReaction<Context, never>
}

/** Makes the value of a subscription: to one event, or to all that a pattern takes in. */
export function subscription<Context>(
  event: { readonly type: string } | string,
  { name }: { readonly name: string },
  handle: EventReaction<Context, never>,
): Subscription<Context> {
  const pattern = typeof event === 'string' ? event : event.type
  return Object.freeze({ kind: 'subscription', name, pattern, handle })
}

/** Declares a subscription; `Context` is bound once, where the context is known. */
export interface DefineSubscription<Context> {
  <F extends Fields>(
    event: EventDefinition<F>,
    options: { readonly name: string },
    handle: EventReaction<Context, ValuesOf<F>>,
  ): Subscription<Context>
  (
    pattern: string,
    options: { readonly name: string },
    handle: EventReaction<Context>,
  ): Subscription<Context>
}
