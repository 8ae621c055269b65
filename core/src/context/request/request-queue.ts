/** The queue as one request sees it: the jobs of its organization, added with its unit of work. */
import { CoreError, ValidationError } from '../../errors/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import {
  checkJobOptions,
  type Job,
  type JobMessage,
  type JobOptions,
  type JobOrigin,
  jobAsAdded,
  type KeptJobs,
  type NewJob,
  type Queue,
} from '../../queue/index.ts'
import type { DeclaredJob, Kernel } from '../kernel.ts'
import { answer } from './answer.ts'

/** Where a request stands. */
export interface QueueSeat {
  readonly origin: JobOrigin
  /** Who adds jobs; null for the system itself. */
  readonly actorId: string | null
  /** Has something done with the commit, where one is to come; false when there is none. */
  readonly leave: (handOver: () => void) => boolean
}

type QueueKernel = Pick<Kernel, 'queue' | 'jobs' | 'platform' | 'logger'>

/** Makes the queue of a request. */
export function requestQueue(kernel: QueueKernel, seat: QueueSeat): Queue {
  return new RequestQueue(kernel, seat)
}

class RequestQueue implements Queue {
  readonly #kernel: QueueKernel
  readonly #seat: QueueSeat
  readonly #kept: KeptJobs

  constructor(kernel: QueueKernel, seat: QueueSeat) {
    this.#kernel = kernel
    this.#seat = seat
    this.#kept = kernel.queue.of(seat.origin.organizationId)
  }

  add<T>(message: JobMessage<T>, options?: JobOptions): Promise<Job<T>>
  add<T>(name: string, payload: T, options?: JobOptions): Promise<Job<T>>
  async add(first: string | JobMessage, second?: unknown, third?: JobOptions): Promise<Job<never>> {
    const isNamed = typeof first === 'string'
    const { name, payload } = isNamed ? { name: first, payload: second } : first
    // Beside a message the second argument is its options: the overloads of `add` say so.
    const options = isNamed || !isRecord(second) ? third : second
    const [job] = await this.#addAll([this.#newJob(name, payload, options)])
    return answer<Job<never>>(job)
  }

  async addBatch<T>(
    name: string,
    payloads: readonly T[],
    options: JobOptions = {},
  ): Promise<readonly Job<T>[]> {
    const { jobId } = options
    const jobs = payloads.map((payload, index) => {
      const own = jobId === undefined ? options : { ...options, jobId: `${jobId}-${index}` }
      return this.#newJob(name, payload, own)
    })
    return (await this.#addAll(jobs)).map((job) => answer<Job<T>>(job))
  }

  getJob(id: string, name?: string): Promise<Job | null> {
    return this.#kept.getJob(id, name)
  }

  retry(id: string, name?: string): Promise<void> {
    return this.#kept.retry(id, name)
  }

  cancel(id: string, name?: string): Promise<void> {
    return this.#kept.cancel(id, name)
  }

  drain(name: string): Promise<void> {
    return this.#kept.drain(this.#declared(name).name)
  }

  getDLQ(name: string): Promise<readonly Job[]> {
    return this.#kept.getDLQ(this.#declared(name).name)
  }

  replayDLQ(name: string, limit?: number): Promise<void> {
    return this.#kept.replayDLQ(this.#declared(name).name, limit)
  }

  async #addAll(jobs: readonly NewJob[]): Promise<readonly Job[]> {
    const { queue, platform, logger } = this.#kernel
    const handOver = () => {
      queue.enqueue(jobs).catch((error: unknown) => {
        logger.error('jobs were lost', { jobs: jobs.map(({ name }) => name), error })
      })
    }
    const isLater = this.#seat.leave(handOver)
    return isLater ? jobs.map((job) => jobAsAdded(job, platform.clock.now())) : queue.enqueue(jobs)
  }

  #newJob(name: string, payload: unknown, options: JobOptions = {}): NewJob {
    const { validator, fields, options: declared } = this.#declared(name)
    const { clock, ids } = this.#kernel.platform
    const entity = isRecord(payload) ? payload : {}
    const now = clock.now()
    const failures = [
      ...(validator.check(payload, {
        entity,
        schema: { name, fields },
        isCreate: true,
        isUpdate: false,
        actorId: this.#seat.actorId,
        orgId: this.#seat.origin.organizationId,
        now,
      }) ?? []),
      ...checkJobOptions(options),
    ]
    if (failures.length > 0) throw new ValidationError(`The job "${name}"`, failures)

    const complete = validator.complete(entity)
    const id = options.jobId ?? ids.generateFor('job_')
    return {
      ...this.#seat.origin,
      id,
      name,
      payload: complete,
      options: { ...declared, ...options },
    }
  }

  #declared(name: string): DeclaredJob {
    const { jobs } = this.#kernel
    const declared = jobs.get(name)
    if (declared) return declared

    const hint = meantOrKnown(name, jobs.keys())
    throw new CoreError('job.unknown', `no module declares the job "${name}". ${hint}`, { name })
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
