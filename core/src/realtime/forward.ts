/** Declares that an event goes to a channel, for the clients that follow it. */
import type { DomainEvent, EventDefinition } from '../event/index.ts'
import type { Fields, ValuesOf } from '../schema/index.ts'

/** An event's way to the clients. */
export interface Forward {
  readonly kind: 'forward'
  /** The event types that are forwarded, as a pattern. */
  readonly pattern: string
  /** Its payload's type was checked where it was declared. */
  readonly toChannel: (event: DomainEvent<never>) => string
  /** Its payload's type was checked where it was declared. */
  readonly filter: ((event: DomainEvent<never>) => boolean) | null
}

/** Sends each of these events to the channel that it names, `org:{orgId}:…`, if the filter lets it through. */
export function forward<F extends Fields>(
  event: EventDefinition<F>,
  toChannel: (event: DomainEvent<ValuesOf<F>>) => string,
  filter?: (event: DomainEvent<ValuesOf<F>>) => boolean,
): Forward
/** Sends each event that the pattern takes in to the channel that it names, if the filter lets it through. */
export function forward(
  pattern: string,
  toChannel: (event: DomainEvent) => string,
  filter?: (event: DomainEvent) => boolean,
): Forward
export function forward(
  event: { readonly type: string } | string,
  toChannel: Forward['toChannel'],
  filter: Forward['filter'] = null,
): Forward {
  const pattern = typeof event === 'string' ? event : event.type
  return Object.freeze({ kind: 'forward', pattern, toChannel, filter })
}
