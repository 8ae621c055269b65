/** What every queue must do. */
import { describe } from 'vitest'
import { describeAttempts } from './describe-attempts.ts'
import { describeJobs } from './describe-jobs.ts'
import { describeTurns } from './describe-turns.ts'
import type { OpenQueue } from './queue-stage.ts'

/** Runs the suite. Each test opens a queue of its own, sets it up, starts it, and stops it. */
export function describeQueue(open: () => Promise<OpenQueue>): void {
  describe('as every queue', () => {
    describeJobs(open)
    describeTurns(open)
    describeAttempts(open)
  })
}
