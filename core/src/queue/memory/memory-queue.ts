/**
 * A queue in memory: everything a durable one promises, but for ever.
 *
 * A job is `waiting` or `delayed` → `active` → `completed`, or `delayed` until its next attempt, or
 * `failed` when there is none left. Each attempt holds the job by a token; a job that hangs, or is
 * cancelled, gets another token, and what comes from the old attempt is refused.
 */
import { CoreError } from '../../errors/index.ts'
import { type Logger, type Platform, silentLogger, within } from '../../primitives/index.ts'
import type { Job, NewJob } from '../job.ts'
import type { JobQueue, JobWork, KeptJobs } from '../queue.ts'
import { Attempts } from './attempts.ts'
import { pauseAfter } from './backoff.ts'
import { HeldJob } from './held-job.ts'
import { hung, stopped, wrongState } from './job-errors.ts'
import { KeptJobsOfAll } from './kept-jobs.ts'
import { OpenJobs } from './open-jobs.ts'
import { Waiters } from './waiters.ts'
import { WaitingJobs } from './waiting-jobs.ts'

/** What a queue in memory works with. */
export interface MemoryQueueParts {
  readonly platform: Platform
  /** Default: silent. */
  readonly logger?: Logger
  /** How long `stop` waits for active jobs, in milliseconds. Default 5,000. */
  readonly stopWithin?: number
}

/** Creates an empty queue that does nothing before `start`. Its jobs go with the process. */
export function memoryQueue(parts: MemoryQueueParts): JobQueue {
  return new MemoryQueue(parts)
}

/** Who does the jobs of a name, and how many he has in hand. */
interface Worker {
  readonly work: JobWork
  readonly concurrency: number
  readonly active: Set<HeldJob>
}

class MemoryQueue implements JobQueue {
  readonly isDurable = false
  readonly #parts: MemoryQueueParts
  readonly #jobs: KeptJobsOfAll
  readonly #waiting = new WaitingJobs()
  readonly #workers = new Map<string, Worker>()
  readonly #retrying = new Set<HeldJob>()
  readonly #attempts = new Attempts()
  readonly #open = new OpenJobs()
  readonly #waiters = new Waiters()
  #phase: 'made' | 'running' | 'stopped' = 'made'

  constructor(parts: MemoryQueueParts) {
    this.#parts = parts
    this.#jobs = new KeptJobsOfAll(parts.platform.clock)
  }

  get isIdle(): boolean {
    return this.#waiting.count === 0 && this.#attempts.count === 0
  }

  async enqueue(jobs: readonly NewJob[]): Promise<readonly Job[]> {
    if (this.#phase === 'stopped') throw stopped()
    const added = jobs.map((job) => this.#add(job).view)
    for (const name of new Set(jobs.map((job) => job.name))) this.#beginMore(name)
    return added
  }

  process(name: string, work: JobWork, concurrency = 5): void {
    if (this.#workers.has(name)) {
      throw new CoreError('system.invalid', `somebody does the jobs "${name}" already`, { name })
    }
    this.#workers.set(name, { work, concurrency, active: new Set() })
  }

  of(organizationId: string): KeptJobs {
    const deadLetters = (name: string) => this.#jobs.deadLetters(organizationId, name)
    return {
      getJob: async (id, name) => this.#jobs.find({ organizationId, id, name })?.view ?? null,
      retry: async (id, name) => this.#retry(this.#jobs.get({ organizationId, id, name })),
      cancel: async (id, name) => this.#cancel(this.#jobs.get({ organizationId, id, name })),
      drain: (name) => this.#waiters.until(() => !this.#open.has(organizationId, name)),
      getDLQ: async (name) => deadLetters(name).map(({ view }) => view),
      replayDLQ: async (name, limit = Number.POSITIVE_INFINITY) => {
        for (const job of deadLetters(name).slice(0, limit)) this.#retry(job)
      },
    }
  }

  start(): void {
    if (this.#phase !== 'made') return
    this.#phase = 'running'
    for (const name of this.#waiting.names) this.#beginMore(name)
  }

  async settled(): Promise<void> {
    await this.#waiters.until(() => this.isIdle)
    const [retrying] = this.#retrying
    if (retrying?.failure) throw retrying.failure.error
  }

  async stop(): Promise<void> {
    if (this.#phase === 'stopped') return
    this.#phase = 'stopped'
    const { platform, logger = silentLogger, stopWithin = 5_000 } = this.#parts
    const limit = { clock: platform.clock, ms: stopWithin, late: stopped }
    await within(() => this.#waiters.until(() => this.#attempts.count === 0), limit).catch(() => {
      logger.warn('jobs were still active when their time was over', { jobs: this.#attempts.count })
    })
    this.#attempts.clear()
    for (const job of this.#jobs.all()) job.timer?.()
    this.#waiters.release()
  }

  #add(added: NewJob): HeldJob {
    const { clock, ids } = this.#parts.platform
    const id = added.options.jobId ?? added.id ?? ids.generateFor('job_')
    const known = this.#jobs.find({ ...added, id })
    if (known) return known

    const job = new HeldJob(added, id, clock.now())
    this.#jobs.keep(job)
    this.#open.count(job, 1)
    if (job.options.delay > 0) this.#delay(job, job.options.delay)
    else this.#line(job)
    return job
  }

  #delay(job: HeldJob, ms: number): void {
    job.status = 'delayed'
    job.timer = this.#parts.platform.clock.after(ms, () => {
      this.#line(job)
      this.#beginMore(job.name)
    })
  }

  #line(job: HeldJob): void {
    this.#retrying.delete(job)
    job.timer = null
    job.status = 'waiting'
    this.#waiting.add(job)
  }

  #beginMore(name: string): void {
    const worker = this.#workers.get(name)
    if (!worker || this.#phase !== 'running') return

    while (worker.active.size < worker.concurrency) {
      const job = this.#waiting.take(name, worker.active, worker.concurrency)
      if (!job) return
      void this.#attempt(worker, job)
    }
  }

  /** Never rejects: what comes of the attempt stands in the job. */
  async #attempt(worker: Worker, job: HeldJob): Promise<void> {
    const { clock } = this.#parts.platform
    const token = this.#attempts.begin(job)
    worker.active.add(job)
    job.status = 'active'
    job.attempts += 1
    job.tries += 1
    job.processedAt = clock.now()
    job.timer = clock.after(job.options.timeout, () => this.#fail(job, token, hung(job)))

    try {
      // A turn later, so that whoever adds a job has its answer before it begins.
      await Promise.resolve()
      await worker.work({ job: this.#attempts.inHands(job, token), origin: job.origin })
      this.#complete(job, token)
    } catch (error) {
      this.#fail(job, token, error)
    }
  }

  #complete(job: HeldJob, token: symbol): void {
    if (!this.#release(job, token)) return
    job.status = 'completed'
    job.progress = 100
    job.failure = null
    job.completedAt = this.#parts.platform.clock.now()
    this.#jobs.ended(job)
    this.#open.count(job, -1)
    this.#wentOn(job)
  }

  #fail(job: HeldJob, token: symbol, error: unknown): void {
    if (!this.#release(job, token)) return
    const { platform, logger = silentLogger } = this.#parts
    const { attempts, backoff } = job.options
    job.failure = { error }
    const facts = { job: job.id, name: job.name, attempt: job.tries, of: attempts, error }
    if (job.tries < attempts) {
      this.#retrying.add(job)
      this.#delay(job, pauseAfter(backoff, job.tries, platform.random))
      logger.warn('job failed, and is tried again', facts)
    } else {
      job.status = 'failed'
      this.#open.count(job, -1)
      logger.error('job failed for good', facts)
    }
    this.#wentOn(job)
  }

  /** Takes the job out of the attempt's hands; false when it is in them no more. */
  #release(job: HeldJob, token: symbol): boolean {
    if (!this.#attempts.end(job, token)) return false
    this.#workers.get(job.name)?.active.delete(job)
    job.timer?.()
    job.timer = null
    return true
  }

  #wentOn({ name }: HeldJob): void {
    this.#beginMore(name)
    this.#waiters.tell()
  }

  #retry(job: HeldJob): void {
    const isRetried = job.status === 'failed' || this.#retrying.has(job)
    if (!isRetried) throw wrongState(job)
    if (!job.isOpen) this.#open.count(job, 1)
    job.timer?.()
    job.tries = 0
    this.#line(job)
    this.#beginMore(job.name)
  }

  #cancel(job: HeldJob): void {
    if (job.isOpen) this.#open.count(job, -1)
    job.timer?.()
    if (job.status === 'waiting') this.#waiting.remove(job)
    const token = this.#attempts.holderOf(job)
    if (token) this.#release(job, token)
    this.#retrying.delete(job)
    this.#jobs.forget(job)
    this.#wentOn(job)
  }
}
