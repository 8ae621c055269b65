/** Gives work an end: what has not come in time has failed. */
import type { Clock } from '../platform.ts'

/** How long work may take, and what it fails with then. */
export interface TimeLimit {
  readonly clock: Clock
  /** In milliseconds. */
  readonly ms: number
  readonly late: () => Error
}

/** Waits for work, at most as long as the limit says. The work itself goes on; its outcome is dropped. */
export function within<T>(work: () => Promise<T>, { clock, ms, late }: TimeLimit): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(late()))
    void work().then(resolve, reject).finally(cancel)
  })
}
