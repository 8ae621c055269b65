/** Repeats work that failed and may yet succeed. */
import { type Clock, systemPlatform } from '../../primitives/index.ts'
import { pauseAfter, type RetryOptions, retryPolicy } from './retry-policy.ts'

/** Does the work, again where its error is transient, and fails as the last attempt failed. */
export async function repeat<R>(work: () => Promise<R>, options: RetryOptions): Promise<R> {
  const { clock, random } = options.platform ?? systemPlatform()
  const policy = retryPolicy(options)
  const start = clock.elapsed()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const failed = { error, attempt, elapsed: clock.elapsed() - start }
      const pause = pauseAfter(policy, failed, random)
      if (pause === null) throw error
      await passed(clock, pause)
    }
  }
}

/** Resolves after a pause. The process does not end before: somebody waits. */
export function passed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve, { holds: true }))
}
