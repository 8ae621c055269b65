/** What a queue in memory refuses, and why. */
import { ConflictError, CoreError, NotFoundError } from '../../errors/index.ts'
import type { HeldJob } from './held-job.ts'

/** An attempt took longer than the job allows. */
export function hung({ id, name, options }: HeldJob): CoreError {
  const sentence = `job ${id} ("${name}") has not ended within ${options.timeout} ms`
  return new CoreError('job.timeout', sentence, { id, name, timeout: options.timeout })
}

/** What comes from an attempt that holds the job no more. */
export function lost({ id, name }: HeldJob): ConflictError {
  const sentence = `job ${id} ("${name}") is no longer this attempt's: it has hung, or was cancelled`
  return new ConflictError('job.lost', sentence, { id, name })
}

/** A job that has not failed was to begin anew. */
export function wrongState({ id, status }: HeldJob): ConflictError {
  const sentence = `job ${id} is ${status}; only a job that has failed begins anew`
  return new ConflictError('job.state', sentence, { id, status })
}

/** The queue takes no more jobs. */
export function stopped(): CoreError {
  return new CoreError('system.stopped', 'the queue has stopped: it takes no more jobs')
}

/** The organization has no such job. */
export function jobNotFound(id: string): NotFoundError {
  return new NotFoundError('job.not-found', `there is no job ${id}`, { id })
}

/** Jobs of several names have the id, and nobody said which is meant. */
export function severalJobs(id: string, jobs: readonly HeldJob[]): ConflictError {
  const names = jobs.map(({ name }) => name)
  const sentence = `several jobs have the id ${id}; say which is meant by its name: ${names.join(', ')}`
  return new ConflictError('job.ambiguous', sentence, { id, names })
}
