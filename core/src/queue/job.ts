/** Work that is done later: what it is, how often it is tried, and how far it has come. */
import type { Timestamp } from '../primitives/index.ts'

/**
 * How soon a job has its turn among those of its organization: `critical` before `standard` before
 * `bulk`. Bulk jobs take at most half the places of their name, and one at least.
 */
export type JobPriority = 'critical' | 'standard' | 'bulk'

/**
 * `delayed` waits for its time, `waiting` for a free place; `failed` is a dead letter: its attempts are
 * used up, and somebody has to look.
 */
export type JobStatus = 'waiting' | 'delayed' | 'active' | 'completed' | 'failed'

/** The pause between attempts. */
export interface JobBackoff {
  /** `exponential` doubles the pause with each attempt, a day at most, and shortens it by chance by up to half. */
  readonly type: 'fixed' | 'exponential'
  /** In milliseconds. */
  readonly delay: number
}

/** How a job is to be done. */
export interface JobOptions {
  /** Default `standard`. */
  readonly priority?: JobPriority
  /** Milliseconds before it becomes available. Default 0. */
  readonly delay?: number
  /** How often it is tried before it is a dead letter. Default 3. */
  readonly attempts?: number
  /** Default: exponential from 1,000 ms. */
  readonly backoff?: JobBackoff
  /**
   * An id of one's own, unique among the organization's jobs of the name: while the job is kept, and a day
   * beyond its end, another one of the same name and id is not added. Default: a new id.
   */
  readonly jobId?: string
  /**
   * Milliseconds before an attempt counts as hung: it has failed then, and what it does later comes too
   * late. Default 300,000.
   */
  readonly timeout?: number
  /** Whether it is forgotten when it is done; otherwise it can be looked at for a day. Default true. */
  readonly removeOnComplete?: boolean
}

/** A job, as it stands now. */
export interface Job<T = unknown> {
  /** The `jobId` it was given, or one of its own; unique among the organization's jobs of its name. */
  readonly id: string
  /** `sales.send-invoice`. */
  readonly name: string
  readonly organizationId: string
  readonly payload: T
  readonly status: JobStatus
  /** How often it was begun. */
  readonly attempts: number
  readonly createdAt: Timestamp
  /** When it was begun last; null before. */
  readonly processedAt: Timestamp | null
  /** When it was done; null before. */
  readonly completedAt: Timestamp | null
  /** What it failed with last, for people; null when it has not. */
  readonly failedReason: string | null
  /** 0 to 100, as its handler has said. */
  readonly progress: number
}

/** A job in the hands of its handler. */
export interface ActiveJob<T = unknown> extends Job<T> {
  /** Tells how far it is, 0 to 100. @throws ConflictError `job.lost` when the attempt is over */
  report(progress: number): void
  /**
   * Makes sure that the attempt still counts: before something that must not be done by two.
   *
   * @throws ConflictError `job.lost` when it has hung, or was cancelled.
   */
  assertHeld(): void
}

/** On whose behalf a job is done, and what led to it. */
export interface JobOrigin {
  readonly organizationId: string
  /** The same for everything that one request sets off. */
  readonly correlationId: string
  /** The event whose handling added it; null otherwise. */
  readonly causedBy: string | null
}

/** A job that is about to be added. */
export interface NewJob<T = unknown> extends JobOrigin {
  /** Default: the `jobId` of its options, or a new id. */
  readonly id?: string
  readonly name: string
  readonly payload: T
  readonly options: JobOptions
}

/** A job's origin beside the job itself: what its handler's context is made of. */
export interface TakenJob<T = unknown> {
  readonly job: ActiveJob<T>
  readonly origin: JobOrigin
}

/** What is so when nobody says otherwise. */
export const jobDefaults: Required<Omit<JobOptions, 'jobId'>> = Object.freeze({
  priority: 'standard',
  delay: 0,
  attempts: 3,
  backoff: Object.freeze({ type: 'exponential', delay: 1_000 } as const),
  timeout: 300_000,
  removeOnComplete: true,
})

/** Describes a job as it will be when it is added. */
export function jobAsAdded(
  { id = '', organizationId, name, payload, options }: NewJob,
  now: Timestamp,
): Job {
  const status = (options.delay ?? 0) > 0 ? 'delayed' : 'waiting'
  const facts = { id, name, organizationId, payload, status, attempts: 0, createdAt: now } as const
  return { ...facts, processedAt: null, completedAt: null, failedReason: null, progress: 0 }
}
