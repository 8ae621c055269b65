/** The port to a queue, and what a request sees of it. */
import type { JobMessage } from './define-job.ts'
import type { Job, JobOptions, NewJob, TakenJob } from './job.ts'

/** The jobs of one organization. A job of another one is not there. */
export interface Queue {
  /**
   * Adds a job; inside a unit of work it is handed over once the unit has committed, and not at all
   * when it has not. One whose name and `jobId` are known is not added again: the known one comes back.
   *
   * @throws CoreError `job.unknown` when no module declares it.
   * @throws ValidationError when the payload breaks its fields, or an option its range.
   */
  add<T>(name: string, payload: T, options?: JobOptions): Promise<Job<T>>
  add<T>(message: JobMessage<T>, options?: JobOptions): Promise<Job<T>>
  /** Adds a job for each payload, all of them or none. With a `jobId` the jobs are `id-0`, `id-1`, … */
  addBatch<T>(
    name: string,
    payloads: readonly T[],
    options?: JobOptions,
  ): Promise<readonly Job<T>[]>
  /**
   * Finds a job; null when there is none of this id, or it was done and forgotten. The name is needed
   * where jobs of several names were given one `jobId`.
   *
   * @throws ConflictError `job.ambiguous` when it is needed and missing; so do `retry` and `cancel`.
   */
  getJob(id: string, name?: string): Promise<Job | null>
  /**
   * Lets a dead letter begin anew, or one that waits for its next attempt go at once.
   *
   * @throws NotFoundError `job.not-found`. @throws ConflictError `job.state` for any other job.
   */
  retry(id: string, name?: string): Promise<void>
  /** Takes a job out. One that is active ends as it likes, and too late. @throws NotFoundError `job.not-found` */
  cancel(id: string, name?: string): Promise<void>
  /** Resolves when the organization has no job of this name left that is not done or dead. */
  drain(name: string): Promise<void>
  /** Lists the dead letters of a name, the first that died first. */
  getDLQ(name: string): Promise<readonly Job[]>
  /** Lets dead letters begin anew, the first that died first. Default: all of them. */
  replayDLQ(name: string, limit?: number): Promise<void>
}

/** The members of `Queue` that do not depend on what is declared. */
export type KeptJobs = Omit<Queue, 'add' | 'addBatch'>

/** Does a job. What it rejects with is the reason of a failed attempt. */
export type JobWork = (taken: TakenJob) => Promise<void>

/**
 * What a queue adapter provides.
 *
 * Each job ends exactly once: completed, dead, or cancelled. Of the jobs of one name no more than its
 * concurrency are active at once, and organizations take turns: who has a job that may begin waits for
 * at most one of each other organization.
 */
export interface JobQueue {
  /** Whether jobs outlive the process. */
  readonly isDurable: boolean
  /** Adds jobs, all of them or none. One whose name and id are known in its organization comes back as it stands. */
  enqueue(jobs: readonly NewJob[]): Promise<readonly Job[]>
  /** Says who does the jobs of a name; before `start`, and once a name. Default concurrency 5. */
  process(name: string, work: JobWork, concurrency?: number): void
  /** The jobs of one organization. */
  of(organizationId: string): KeptJobs
  /** Begins to work. Jobs that were added before wait until then. */
  start(): void
  /**
   * Resolves when no job is waiting or active.
   *
   * @throws what a job failed with, when some are left that wait for their next attempt.
   */
  settled(): Promise<void>
  /** Whether no job is waiting or active. */
  readonly isIdle: boolean
  /** Begins no further job, and resolves when the active ones have ended, after 5 s at the latest. */
  stop(): Promise<void>
}
