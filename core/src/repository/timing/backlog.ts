/** Remembers which timers wait because firing them failed, and when each is due again. */
import type { Platform } from '../../primitives/index.ts'
import { pauseAfterFailures } from '../delivery/pause.ts'

interface Hold {
  readonly failures: number
  readonly until: number
  readonly error: unknown
}

/** The timers that have failed. */
export class Backlog {
  readonly #platform: Platform
  readonly #holds = new Map<string, Hold>()

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** Holds a timer back; returns for how long, in milliseconds. */
  failed(timer: string, error: unknown): number {
    const { clock, random } = this.#platform
    const failures = (this.#holds.get(timer)?.failures ?? 0) + 1
    const pause = pauseAfterFailures(failures, random)
    this.#holds.set(timer, { failures, until: clock.elapsed() + pause, error })
    return pause
  }

  /** Forgets that a timer has failed. */
  succeeded(timer: string): void {
    this.#holds.delete(timer)
  }

  /** The timers that are not due yet. */
  heldBack(): readonly string[] {
    const now = this.#platform.clock.elapsed()
    return [...this.#holds].flatMap(([timer, { until }]) => (until > now ? [timer] : []))
  }

  /** Milliseconds until the next timer is due; infinite when none waits. */
  nextDue(): number {
    const now = this.#platform.clock.elapsed()
    const dues = [...this.#holds.values()].map(({ until }) => Math.max(0, until - now))
    return Math.min(...dues, Number.POSITIVE_INFINITY)
  }

  /** What the longest waiting one failed with, if one waits. */
  failure(): { readonly error: unknown } | undefined {
    const [first] = this.#holds.values()
    return first
  }
}
