/** Delivers the events of one record: to who is behind with it first, then what is new to all others. */
import { CoreError } from '../../errors/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { Logger } from '../../primitives/index.ts'
import type { Lag, Lags, Turn } from './lags.ts'
import type { EventOutbox } from './outbox.ts'

/** A subscription, as far as a delivery knows it. */
export interface Recipient {
  readonly name: string
}

/** What a delivery works with. */
export interface Delivery<R extends Recipient> {
  readonly outbox: EventOutbox
  readonly logger: Logger
  readonly lags: Lags
  /** Finds the subscriptions that an event type concerns. */
  readonly subscriptionsFor: (type: string) => readonly R[]
  /** Has a subscription handle an event; what that changes commits with the receipt. */
  readonly deliver: (subscription: R, event: DomainEvent) => Promise<void>
  /** Whether nothing further is to be begun. */
  readonly isStopping: () => boolean
}

/** The events of one record in a batch, in order. */
export interface RecordEvents {
  readonly aggregateId: string
  readonly events: readonly DomainEvent[]
  /** Whose turn it is to go on with what was parked; null when nobody was behind. */
  readonly turn: Turn | null
}

/**
 * Delivers them, and lists those that every subscription has handled. Never rejects.
 *
 * A subscription that fails is behind from then on: it gets none of the record's later events before it
 * has handled the one that it failed with, so its order holds. The others get them.
 */
export async function deliverRecord<R extends Recipient>(
  delivery: Delivery<R>,
  { aggregateId, events, turn }: RecordEvents,
): Promise<readonly string[]> {
  const lag = turn?.lag
  if (!turn || !lag) return deliverNew(delivery, aggregateId, events)

  const last = events.findIndex(({ id }) => id === turn.last)
  const parked = last < 0 ? events : events.slice(0, last + 1)
  const caught = await catchUp(delivery, { aggregateId, events: parked, turn }, lag)
  const fresh = await deliverNew(delivery, aggregateId, events.slice(parked.length))
  return [...caught, ...fresh]
}

async function deliverNew<R extends Recipient>(
  delivery: Delivery<R>,
  aggregateId: string,
  events: readonly DomainEvent[],
): Promise<readonly string[]> {
  const { lags, isStopping, subscriptionsFor } = delivery
  const settled: string[] = []
  for (const event of events) {
    if (isStopping()) return settled
    let isHandled = true
    for (const subscription of subscriptionsFor(event.type)) {
      const isBehind = lags.isBehind(aggregateId, subscription.name)
      if (isBehind || !(await handles(delivery, subscription, event))) isHandled = false
    }
    if (isHandled) settled.push(event.id)
    else lags.park(aggregateId, event.id)
  }
  return settled
}

/** Has a subscription go on with what was parked. */
async function catchUp<R extends Recipient>(
  delivery: Delivery<R>,
  parked: RecordEvents,
  lag: Lag,
): Promise<readonly string[]> {
  const { lags, isStopping, logger } = delivery
  const { aggregateId, events, turn } = parked
  const settled: string[] = []
  let { after } = lag
  try {
    if (await areNew(delivery, parked)) {
      lags.forget(aggregateId)
      return await deliverNew(delivery, aggregateId, events)
    }
    const others = lags.behind(aggregateId).filter((name) => name !== lag.subscription)
    const isAwaited = await awaitedBy(others, delivery, events)
    for (const event of events) {
      if (isStopping() || !(await hears(delivery, lag, event))) return settled

      const isLast = event.id === turn?.last
      if (isLast) lags.caughtUp(aggregateId, lag.subscription)
      // The last one stays while others are behind: they have to come as far.
      const stays = isAwaited(event) || (isLast && lags.behind(aggregateId).length > 0)
      if (stays) after = event.id
      else settled.push(event.id)
      if (!isLast) lags.cameTo(aggregateId, lag, after)
    }
  } catch (error) {
    const retryIn = lags.failed(aggregateId, lag.subscription, error)
    logger.warn('what was delivered cannot be looked up', { aggregateId, retryIn, error })
  }
  return settled
}

/**
 * Finds out whether among the events are some that nobody was given. Up to the last parked one there are
 * none; where that one is not seen, it may only be too far behind, or gone: delivered by another process, or
 * erased. Then nobody is behind any more.
 */
async function areNew<R extends Recipient>(
  delivery: Delivery<R>,
  { aggregateId, events, turn }: RecordEvents,
): Promise<boolean> {
  if (events.at(-1)?.id === turn?.last) return false

  const behind = delivery.lags.behind(aggregateId)
  const hearing = events.flatMap(({ type }) => delivery.subscriptionsFor(type))
  const names = new Set(hearing.map(({ name }) => name).filter((name) => !behind.includes(name)))
  return events.some(await awaitedBy([...names], delivery, events))
}

/** Finds out which events some subscriptions have yet to handle. */
async function awaitedBy<R extends Recipient>(
  names: readonly string[],
  { outbox, subscriptionsFor }: Delivery<R>,
  events: readonly DomainEvent[],
): Promise<(event: DomainEvent) => boolean> {
  const awaited = new Set<string>()
  for (const other of names) {
    const heard = events.filter(({ type }) =>
      subscriptionsFor(type).some(({ name }) => name === other),
    )
    const ids = heard.map(({ id }) => id)
    const handled = await outbox.handled(other, ids)
    for (const id of ids) if (!handled.has(id)) awaited.add(id)
  }
  return ({ id }) => awaited.has(id)
}

/** Hands an event to a subscription if it concerns it; false when that failed. */
async function hears<R extends Recipient>(
  delivery: Delivery<R>,
  lag: Lag,
  event: DomainEvent,
): Promise<boolean> {
  const all = delivery.subscriptionsFor(event.type)
  const subscription = all.find(({ name }) => name === lag.subscription)
  return subscription ? handles(delivery, subscription, event) : true
}

/** Has a subscription handle an event; false when that failed, and it is behind from now on. */
async function handles<R extends Recipient>(
  { lags, deliver, logger }: Delivery<R>,
  subscription: R,
  event: DomainEvent,
): Promise<boolean> {
  const { name } = subscription
  const attempt = lags.failures(event.aggregateId, name) + 1
  try {
    await deliver(subscription, { ...event, metadata: { attempt } })
    return true
  } catch (error) {
    // A second delivery meets its own receipt.
    if (error instanceof CoreError && error.code === 'delivery.handled') return true

    const retryIn = lags.failed(event.aggregateId, name, error)
    logger.warn('delivery failed', {
      subscription: name,
      event: event.id,
      type: event.type,
      attempt,
      retryIn,
      error,
    })
    return false
  }
}
