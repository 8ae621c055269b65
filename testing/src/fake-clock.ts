/** A clock that a test moves by hand: a year of timers takes milliseconds. */
import type { Cancel, Clock, Timestamp } from '@plinth/core'

interface Timer {
  readonly at: Timestamp
  readonly callback: () => void
}

/** Stands still until it is moved. */
export class FakeClock implements Clock {
  readonly #timers = new Set<Timer>()
  readonly #start: Timestamp
  #now: Timestamp

  /** Starts at 2026-01-01T08:00:00Z unless told another moment. */
  constructor(start: Timestamp = Date.UTC(2026, 0, 1, 8)) {
    this.#start = start
    this.#now = start
  }

  /** How many timers are set and have not fired: a part that has stopped leaves none. */
  get pending(): number {
    return this.#timers.size
  }

  now(): Timestamp {
    return this.#now
  }

  elapsed(): number {
    return this.#now - this.#start
  }

  /** As on the host, delays are whole milliseconds: a fraction counts as one. */
  after(ms: number, callback: () => void): Cancel {
    const timer = { at: this.#now + Math.ceil(Math.max(ms, 0)), callback }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Moves on by so many milliseconds, and fires what falls due on the way, each at its moment. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (let timer = this.#next(until); timer; timer = this.#next(until)) this.#fire(timer)
    this.#now = until
  }

  /** Fires the next timer if it is due within so many milliseconds: then time moves on to it. */
  advanceToNext(within: number): void {
    const timer = this.#next(this.#now + within)
    if (timer) this.#fire(timer)
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer)
    this.#now = timer.at
    timer.callback()
  }

  /** The first timer that is due by then; of several at one moment, the one that was set first. */
  #next(until: Timestamp): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= until)
    return due.toSorted((one, other) => one.at - other.at)[0]
  }
}
