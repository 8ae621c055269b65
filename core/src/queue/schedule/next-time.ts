/** Finds when a cron expression is due next, by the wall clock of a zone. */
import type { Timestamp } from '../../primitives/index.ts'
import type { Cron } from './cron.ts'
import { momentOf, wallTimeOf } from './zoned-time.ts'

/** A cron expression and the zone whose wall clock it means. */
export interface Recurrence {
  readonly cron: string
  /** IANA: `Europe/Berlin`. */
  readonly timezone: string
}

/**
 * Finds the first moment after `after`; null when there is none any more.
 *
 * Each time that the wall clock shows counts once: when it is put back, the first time that it shows
 * it; when it is put forward, what it leaves out is due at the moment of the leap.
 */
export function nextTime(
  expressions: Cron,
  { cron, timezone }: Recurrence,
  after: Timestamp,
): Timestamp | null {
  let wall = wallTimeOf(after, timezone)
  for (let tries = 0; tries < mostTries; tries++) {
    const next = expressions.next(cron, wall)
    if (next === null) return null

    const moment = momentOf(next, timezone)
    if (moment > after) return moment
    wall = next
  }
  return null
}

// While the clock is put back, at most, times are passed over: an expression of each second in a day.
const mostTries = 100_000
