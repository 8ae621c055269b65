/** Which attempt has which job in hand: by a token, so that what comes from an attempt that lost it is refused. */
import type { TakenJob } from '../job.ts'
import type { HeldJob } from './held-job.ts'
import { lost } from './job-errors.ts'

/** The attempts under way. A job that is taken from one gets another token with the next. */
export class Attempts {
  readonly #tokens = new Map<HeldJob, symbol>()

  get count(): number {
    return this.#tokens.size
  }

  /** Gives the job into the hands of a new attempt. */
  begin(job: HeldJob): symbol {
    const token = Symbol(job.id)
    this.#tokens.set(job, token)
    return token
  }

  /** The attempt that has the job; undefined when none has. */
  holderOf(job: HeldJob): symbol | undefined {
    return this.#tokens.get(job)
  }

  /** Takes the job out of the attempt's hands; false when it is in them no more. */
  end(job: HeldJob, token: symbol): boolean {
    return this.#tokens.get(job) === token && this.#tokens.delete(job)
  }

  /** Takes all jobs away. */
  clear(): void {
    this.#tokens.clear()
  }

  /** What the attempt sees of its job, and reports on it while it has it. */
  inHands(job: HeldJob, token: symbol): TakenJob['job'] {
    const assertHeld = () => {
      if (this.#tokens.get(job) !== token) throw lost(job)
    }
    const report = (progress: number) => {
      assertHeld()
      job.progress = Math.min(100, Math.max(0, progress))
    }
    return Object.freeze({ ...job.view, assertHeld, report })
  }
}
