/** The jobs that a queue in memory knows, by organization, name and id; those that ended for a day more. */
import type { Clock } from '../../primitives/index.ts'
import type { HeldJob } from './held-job.ts'
import { jobNotFound, severalJobs } from './job-errors.ts'

/** How long a job is kept beyond its end, in milliseconds. */
const keptFor = 86_400_000

/** Where a job is found. */
export interface JobPlace {
  readonly organizationId: string
  readonly id: string
  /** Undefined for whichever name there is. */
  readonly name: string | undefined
}

/** The jobs of a queue. */
export class KeptJobsOfAll {
  readonly #clock: Clock
  readonly #jobs = new Map<string, HeldJob>()
  /** By organization and id: jobs of several names may have one id. */
  readonly #namesakes = new Map<string, Set<HeldJob>>()
  // In the order of their ends.
  readonly #ended = new Set<HeldJob>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws CoreError when it is asked for without a name, and jobs of several names have the id. */
  find(place: JobPlace): HeldJob | undefined {
    this.#forgetOld()
    if (place.name !== undefined) return this.#jobs.get(keyOf(place))

    const [job, ...others] = this.#namesakes.get(idKeyOf(place)) ?? []
    if (job && others.length > 0) throw severalJobs(place.id, [job, ...others])
    return job
  }

  /** @throws NotFoundError, and as `find`. */
  get(place: JobPlace): HeldJob {
    const job = this.find(place)
    if (job) return job
    throw jobNotFound(place.id)
  }

  /** The jobs of a name in an organization that have failed for good, the first one first. */
  deadLetters(organizationId: string, name: string): readonly HeldJob[] {
    return [...this.#jobs.values()]
      .filter((job) => job.organizationId === organizationId && job.name === name)
      .filter(({ status }) => status === 'failed')
      .toSorted((one, other) => (one.processedAt ?? 0) - (other.processedAt ?? 0))
  }

  all(): Iterable<HeldJob> {
    return this.#jobs.values()
  }

  keep(job: HeldJob): void {
    this.#jobs.set(keyOf(job), job)
    const namesakes = this.#namesakes.get(idKeyOf(job)) ?? new Set()
    this.#namesakes.set(idKeyOf(job), namesakes.add(job))
  }

  /** A job was done: it is forgotten at once, unless somebody wants to see it or might add it again. */
  ended(job: HeldJob): void {
    if (job.options.removeOnComplete && !job.isNamed) this.forget(job)
    else this.#ended.add(job)
  }

  forget(job: HeldJob): void {
    this.#ended.delete(job)
    this.#jobs.delete(keyOf(job))
    const namesakes = this.#namesakes.get(idKeyOf(job))
    namesakes?.delete(job)
    if (namesakes?.size === 0) this.#namesakes.delete(idKeyOf(job))
  }

  #forgetOld(): void {
    const oldest = this.#clock.now() - keptFor
    for (const job of this.#ended) {
      if ((job.completedAt ?? 0) > oldest) return
      this.forget(job)
    }
  }
}

function keyOf({ organizationId, name, id }: JobPlace): string {
  return `${organizationId}\n${name}\n${id}`
}

function idKeyOf({ organizationId, id }: Pick<JobPlace, 'organizationId' | 'id'>): string {
  return `${organizationId}\n${id}`
}
