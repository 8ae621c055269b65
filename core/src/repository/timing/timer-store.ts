/** Where timers wait for their time. They come and go with the flush of a unit of work. */
import type { Timer } from './timer.ts'

/** The timers of all organizations. */
export interface TimerStore {
  /**
   * Reads the timers that come next, due or not, in the order in which they are due; the same ones
   * until they are fired or called off. Leaves out those named. Where several processes share the
   * timers, a process sees those of the records whose events it delivers: none before the outbox is
   * acquired.
   */
  next(limit: number, except: readonly string[]): Promise<readonly Timer[]>
}
