/** Waits for work under a clock that stands still. */
import { setImmediate } from 'node:timers/promises'
import type { FakeClock } from './fake-clock.ts'

/** The longest pause that the system makes between two attempts, in milliseconds. */
const longestPause = 250

/**
 * Waits for work and lets short pauses pass: a unit that runs again after a conflict pauses first,
 * and nobody moves the clock for it. Longer timers wait for `advance`.
 */
export async function letPass<Value>(clock: FakeClock, work: Promise<Value>): Promise<Value> {
  const done = work.then(
    () => true,
    () => true,
  )
  while (!(await Promise.race([done, setImmediate(false)]))) clock.advanceToNext(longestPause)
  return work
}
