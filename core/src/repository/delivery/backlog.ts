/** Remembers which aggregates wait because a delivery failed, and when each is due again. */
import type { Platform } from '../../primitives/index.ts'

/** The pause after the first failure, in milliseconds; it doubles up to the longest. */
const firstPause = 100
const longestPause = 60_000

interface Hold {
  readonly failures: number
  readonly until: number
  readonly error: unknown
}

/** The aggregates whose deliveries have failed. */
export class Backlog {
  readonly #platform: Platform
  readonly #holds = new Map<string, Hold>()

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** Holds an aggregate back; returns for how long, in milliseconds. */
  failed(aggregate: string, error: unknown): number {
    const { clock, random } = this.#platform
    const failures = (this.#holds.get(aggregate)?.failures ?? 0) + 1
    const longest = Math.min(firstPause * 2 ** (failures - 1), longestPause)
    const pause = Math.round(longest * (0.5 + random.next() / 2))
    this.#holds.set(aggregate, { failures, until: clock.elapsed() + pause, error })
    return pause
  }

  /** Forgets that an aggregate has failed. */
  succeeded(aggregate: string): void {
    this.#holds.delete(aggregate)
  }

  hasFailed(aggregate: string): boolean {
    return this.#holds.has(aggregate)
  }

  /** The aggregates that are not due yet. */
  heldBack(): readonly string[] {
    const now = this.#platform.clock.elapsed()
    return [...this.#holds].flatMap(([aggregate, { until }]) => (until > now ? [aggregate] : []))
  }

  /** Milliseconds until the next aggregate is due; infinite when none waits. */
  nextDue(): number {
    const now = this.#platform.clock.elapsed()
    const dues = [...this.#holds.values()].map(({ until }) => Math.max(0, until - now))
    return Math.min(...dues, Number.POSITIVE_INFINITY)
  }

  /** What the longest waiting delivery failed with, if one waits. */
  failure(): { readonly error: unknown } | undefined {
    const [first] = this.#holds.values()
    return first
  }
}
