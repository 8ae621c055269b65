/** One schedule: when it is due, and which of its times have passed. Decides, and waits for nothing. */
import type { Timestamp } from '../../primitives/index.ts'
import type { Cron } from './cron.ts'
import { nextTime } from './next-time.ts'

/** When a schedule is due. */
export type Timetable =
  | { readonly cron: string; readonly timezone: string; readonly catchUp: boolean }
  | { readonly at: Timestamp }

/** What is due by now, and what comes after it. */
export interface Due {
  /** The times that are to be run, the oldest first. */
  readonly runs: readonly Timestamp[]
  /** The first time after now; null when there is none any more. */
  readonly next: Timestamp | null
}

/** The most times that are made up for. */
const mostRuns = 100

/** Finds the first time after `after`; null when there is none any more. */
export function firstAfter(cron: Cron, timetable: Timetable, after: Timestamp): Timestamp | null {
  if ('at' in timetable) return timetable.at > after ? timetable.at : null
  return nextTime(cron, timetable, after)
}

/**
 * Finds what is due from `from`, which is itself due, to `now`: of several times all that are to be
 * made up for, or else the last one.
 */
export function dueBetween(
  cron: Cron,
  timetable: Timetable,
  { from, now }: { readonly from: Timestamp; readonly now: Timestamp },
): Due {
  const runs: Timestamp[] = []
  let next: Timestamp | null = from
  while (next !== null && next <= now) {
    runs.push(next)
    if (runs.length > mostRuns) runs.shift()
    next = firstAfter(cron, timetable, next)
  }
  const isMadeUpFor = 'catchUp' in timetable && timetable.catchUp
  return { runs: isMadeUpFor ? runs : runs.slice(-1), next }
}
