/** Hands a batch of events to their subscriptions: records side by side, the events of one in order. */
import { CoreError } from '../../errors/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { Logger } from '../../primitives/index.ts'
import type { Backlog } from './backlog.ts'
import { inParallel } from './in-parallel.ts'
import type { EventOutbox } from './outbox.ts'

/** A subscription, as far as a delivery knows it. */
export interface Recipient {
  readonly name: string
}

/** What a delivery works with. */
export interface Delivery<R extends Recipient> {
  readonly outbox: EventOutbox
  readonly logger: Logger
  readonly backlog: Backlog
  /** Finds the subscriptions that an event type concerns. */
  readonly subscriptionsFor: (type: string) => readonly R[]
  /** Has a subscription handle an event; what that changes commits with the receipt. */
  readonly deliver: (subscription: R, event: DomainEvent) => Promise<void>
  /** Whether nothing further is to be begun. */
  readonly isStopping: () => boolean
}

/** Aggregates that are handled side by side. */
const parallel = 8

/**
 * Delivers a batch, and lists the events that every subscription has handled. Never rejects.
 *
 * A subscription that fails gets none of the aggregate's later events in this batch, so its order
 * holds; the others get them. The backlog then holds the aggregate back.
 */
export async function deliverBatch<R extends Recipient>(
  delivery: Delivery<R>,
  events: readonly DomainEvent[],
): Promise<readonly string[]> {
  const settled: string[] = []
  await inParallel([...byAggregate(events)], parallel, async ([aggregate, its]) => {
    settled.push(...(await deliverInOrder(delivery, aggregate, its)))
  })
  return settled
}

interface Failure {
  readonly subscription: string
  readonly event: DomainEvent
  readonly error: unknown
}

/** What is known of one aggregate's deliveries in this batch. */
interface Progress {
  /** Subscription → the events that it has handled in earlier batches. */
  readonly handled: ReadonlyMap<string, ReadonlySet<string>>
  /** Subscription → what stopped it in this batch. */
  readonly failures: Map<string, Failure>
}

async function deliverInOrder<R extends Recipient>(
  delivery: Delivery<R>,
  aggregate: string,
  events: readonly DomainEvent[],
): Promise<readonly string[]> {
  const { backlog, logger } = delivery
  const settled: string[] = []
  try {
    const handled = await handledBefore(delivery, aggregate, events)
    const progress: Progress = { handled, failures: new Map() }
    for (const event of events) {
      if (delivery.isStopping()) return settled
      if (await deliverEvent(delivery, event, progress)) settled.push(event.id)
    }
    holdOrRelease(delivery, aggregate, [...progress.failures.values()])
  } catch (error) {
    const retryIn = backlog.failed(aggregate, error)
    logger.warn('what was delivered cannot be looked up', { aggregate, retryIn, error })
  }
  return settled
}

/** Delivers one event to all its subscriptions; false when one of them has yet to handle it. */
async function deliverEvent<R extends Recipient>(
  { subscriptionsFor, deliver }: Delivery<R>,
  event: DomainEvent,
  { handled, failures }: Progress,
): Promise<boolean> {
  let isHandled = true
  for (const subscription of subscriptionsFor(event.type)) {
    const { name } = subscription
    if (handled.get(name)?.has(event.id)) continue

    if (!failures.has(name)) {
      const failure = await failureOf(() => deliver(subscription, event))
      if (!failure) continue
      failures.set(name, { subscription: name, event, error: failure.error })
    }
    isHandled = false
  }
  return isHandled
}

async function failureOf(work: () => Promise<void>): Promise<{ readonly error: unknown } | null> {
  try {
    await work()
    return null
  } catch (error) {
    return error instanceof CoreError && error.code === 'delivery.handled' ? null : { error }
  }
}

// In the usual case one need not ask: a second delivery meets its own receipt.
async function handledBefore<R extends Recipient>(
  { backlog, outbox, subscriptionsFor }: Delivery<R>,
  aggregate: string,
  events: readonly DomainEvent[],
): Promise<Progress['handled']> {
  const handled = new Map<string, ReadonlySet<string>>()
  if (!backlog.hasFailed(aggregate)) return handled

  const heard = new Map<string, string[]>()
  for (const { id, type } of events) {
    for (const { name } of subscriptionsFor(type)) heard.set(name, [...(heard.get(name) ?? []), id])
  }
  for (const [name, ids] of heard) handled.set(name, await outbox.handled(name, ids))
  return handled
}

function holdOrRelease<R extends Recipient>(
  { backlog, logger }: Delivery<R>,
  aggregate: string,
  failures: readonly Failure[],
): void {
  const [first] = failures
  if (!first) return backlog.succeeded(aggregate)

  const retryIn = backlog.failed(aggregate, first.error)
  for (const { subscription, event, error } of failures) {
    const facts = { subscription, event: event.id, type: event.type, retryIn, error }
    logger.warn('delivery failed', facts)
  }
}

function byAggregate(events: readonly DomainEvent[]): ReadonlyMap<string, readonly DomainEvent[]> {
  const groups = new Map<string, DomainEvent[]>()
  for (const event of events) {
    const group = groups.get(event.aggregateId)
    if (group) group.push(event)
    else groups.set(event.aggregateId, [event])
  }
  return groups
}
