/**
 * Remembers which subscriptions are behind with which records, because a delivery failed.
 *
 * A delivery fails → its subscription is behind with that record, and the record's later events are
 * parked for it alone → when its pause is over, it is due and goes on where it stopped → it fails again,
 * and waits longer, or it comes to the last event that was parked, and is behind no more.
 */
import type { DomainEvent } from '../../event/index.ts'
import type { Platform } from '../../primitives/index.ts'
import type { Parked } from './outbox.ts'
import { pauseAfterFailures } from './pause.ts'

/** A subscription that is behind with one record. */
export interface Lag {
  readonly subscription: string
  readonly error: unknown
  /** The last event that it is past; null when it begins with the record's first one in the outbox. */
  readonly after: string | null
  readonly failures: number
  readonly until: number
}

/** A record that some subscriptions are behind with. */
interface BehindRecord {
  readonly lags: Map<string, Lag>
  /** The last event that was given out and is not settled: those who are behind no more are past it. */
  last: string | null
}

/** What a look into the outbox is for, as far as a record is concerned that somebody is behind with. */
export interface Turn {
  readonly aggregateId: string
  readonly last: string | null
  /** Whose turn it is to go on; null while nobody is due. */
  readonly lag: Lag | null
}

/** The subscriptions that are behind, by record. */
export class Lags {
  readonly #platform: Platform
  readonly #records = new Map<string, BehindRecord>()

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** Notes a failure; returns for how long the subscription is held back, in milliseconds. */
  failed(aggregateId: string, subscription: string, error: unknown): number {
    const { clock, random } = this.#platform
    const record = this.#records.get(aggregateId) ?? { lags: new Map<string, Lag>(), last: null }
    const before = record.lags.get(subscription)
    const failures = (before?.failures ?? 0) + 1
    const pause = pauseAfterFailures(failures, random)
    const after = before ? before.after : record.last
    // Behind the others, so that each that is due has its turn.
    record.lags.delete(subscription)
    record.lags.set(subscription, {
      subscription,
      error,
      after,
      failures,
      until: clock.elapsed() + pause,
    })
    this.#records.set(aggregateId, record)
    return pause
  }

  /** Notes how far a subscription came that has to go on: it is due at once. */
  cameTo(aggregateId: string, lag: Lag, after: string | null): void {
    const until = this.#platform.clock.elapsed()
    this.#records
      .get(aggregateId)
      ?.lags.set(lag.subscription, { ...lag, after, failures: 0, until })
  }

  /** Notes that a subscription has come to the last event that was parked. */
  caughtUp(aggregateId: string, subscription: string): void {
    const record = this.#records.get(aggregateId)
    record?.lags.delete(subscription)
    if (record?.lags.size === 0) this.#records.delete(aggregateId)
  }

  /** Parks an event for those who are behind with its record. */
  park(aggregateId: string, eventId: string): void {
    const record = this.#records.get(aggregateId)
    if (record) record.last = eventId
  }

  /** Notes that nobody is behind with a record any more: what was parked is gone. */
  forget(aggregateId: string): void {
    this.#records.delete(aggregateId)
  }

  isBehind(aggregateId: string, subscription: string): boolean {
    return this.#records.get(aggregateId)?.lags.has(subscription) ?? false
  }

  /** How often a subscription has failed with the event of a record that it is at. */
  failures(aggregateId: string, subscription: string): number {
    return this.#records.get(aggregateId)?.lags.get(subscription)?.failures ?? 0
  }

  /** The subscriptions that are behind with a record. */
  behind(aggregateId: string): readonly string[] {
    return [...(this.#records.get(aggregateId)?.lags.keys() ?? [])]
  }

  /** Says for each record that somebody is behind with whose turn it is now. */
  turns(): readonly Turn[] {
    const now = this.#platform.clock.elapsed()
    return [...this.#records].map(([aggregateId, { lags, last }]) => {
      const lag = [...lags.values()].find(({ until }) => until <= now) ?? null
      return { aggregateId, last, lag }
    })
  }

  /**
   * Lists the turns that stand after a look that has shown all there is. Where a parked event is gone,
   * others have delivered the record meanwhile, or it was erased: then nobody is behind with it, and what
   * there is counts as new.
   */
  standing(turns: readonly Turn[], events: readonly DomainEvent[]): readonly Turn[] {
    const seen = new Set(events.map(({ id }) => id))
    return turns.filter(({ aggregateId, last, lag }) => {
      const stands = lag === null || (last !== null && seen.has(last))
      if (!stands) this.forget(aggregateId)
      return stands
    })
  }

  /** Milliseconds until the next subscription is due; infinite when none is behind. */
  nextDue(): number {
    const now = this.#platform.clock.elapsed()
    let next = Number.POSITIVE_INFINITY
    for (const { lags } of this.#records.values()) {
      for (const { until } of lags.values()) next = Math.min(next, Math.max(0, until - now))
    }
    return next
  }

  /** What a delivery failed with, if a subscription is behind. */
  failure(): { readonly error: unknown } | undefined {
    const [first] = this.#records.values()
    const [lag] = first?.lags.values() ?? []
    return lag
  }
}

/** Lists what a look leaves out: what everybody has seen who is not due. */
export function parkedIn(turns: readonly Turn[]): readonly Parked[] {
  return turns.flatMap(({ aggregateId, last, lag }) => {
    const upTo = lag ? lag.after : last
    return upTo === null ? [] : [{ aggregateId, upTo }]
  })
}
