/** A job in the hands of the queue in memory: what was asked, and where it stands. */
import type { Cancel, Timestamp } from '../../primitives/index.ts'
import {
  type Job,
  jobDefaults,
  type JobOptions,
  type JobOrigin,
  type JobPriority,
  type JobStatus,
  type NewJob,
} from '../job.ts'
import type { Waiting } from './job-line.ts'

/** What changes about a job; all else stays as it was added. */
export class HeldJob implements Waiting {
  readonly id: string
  readonly name: string
  readonly payload: unknown
  readonly origin: JobOrigin
  readonly options: Required<Omit<JobOptions, 'jobId'>>
  /** Whether somebody chose its id, and may choose the same again. */
  readonly isNamed: boolean
  readonly createdAt: Timestamp
  status: JobStatus = 'waiting'
  attempts = 0
  /** Attempts since the job began anew; the limit is on these. */
  tries = 0
  processedAt: Timestamp | null = null
  completedAt: Timestamp | null = null
  failure: { readonly error: unknown } | null = null
  progress = 0
  /** Calls off what the job waits for: its delay, or the end of its time. */
  timer: Cancel | null = null

  constructor(added: NewJob, id: string, now: Timestamp) {
    const { name, payload, options, organizationId, correlationId, causedBy } = added
    const { jobId, ...chosen } = options
    this.id = id
    this.name = name
    this.payload = payload
    this.origin = { organizationId, correlationId, causedBy }
    this.options = { ...jobDefaults, ...chosen }
    this.isNamed = jobId !== undefined
    this.createdAt = now
  }

  get organizationId(): string {
    return this.origin.organizationId
  }

  get priority(): JobPriority {
    return this.options.priority
  }

  /** Whether it is neither done nor dead. */
  get isOpen(): boolean {
    return this.status !== 'completed' && this.status !== 'failed'
  }

  /** The job as others see it: a copy, as it stands now. */
  get view(): Job {
    const { id, name, organizationId, payload, status, attempts, createdAt, processedAt } = this
    const { completedAt, progress, failure } = this
    const failedReason = failure ? reasonOf(failure.error) : null
    const facts = { id, name, organizationId, payload, status, attempts, createdAt, processedAt }
    return Object.freeze({ ...facts, completedAt, failedReason, progress })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
