/** The jobs that wait for a place, a line for each name. */
import type { HeldJob } from './held-job.ts'
import { JobLine } from './job-line.ts'

/** The lines, and how many stand in all of them. */
export class WaitingJobs {
  readonly #lines = new Map<string, JobLine<HeldJob>>()
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The names for which a job has ever waited. */
  get names(): Iterable<string> {
    return this.#lines.keys()
  }

  add(job: HeldJob): void {
    const line = this.#lines.get(job.name) ?? new JobLine<HeldJob>()
    this.#lines.set(job.name, line)
    line.add(job)
    this.#count += 1
  }

  /** Takes out a job that waits. */
  remove(job: HeldJob): void {
    this.#lines.get(job.name)?.remove(job)
    this.#count -= 1
  }

  /** Takes the next job of a name beside those that are active: bulk jobs have half of the places, or one. */
  take(name: string, active: ReadonlySet<HeldJob>, places: number): HeldJob | undefined {
    const bulkPlaces = Math.max(1, Math.floor(places / 2))
    const bulk = [...active].filter(({ priority }) => priority === 'bulk').length
    const job = this.#lines.get(name)?.take({ bulk: bulk < bulkPlaces })
    if (job) this.#count -= 1
    return job
  }
}
