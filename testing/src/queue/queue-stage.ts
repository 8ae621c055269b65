/** Where the suite of queues plays: a queue, its time, and what its handlers have done. */
import { setImmediate } from 'node:timers/promises'
import type { Job, JobOptions } from '@plinth/core'
import type { JobQueue, NewJob, TakenJob } from '@plinth/core/runtime'
import { newName } from '../new-name.ts'

/** A queue that is open, and the means to let time pass for it. */
export interface OpenQueue {
  readonly queue: JobQueue
  /** Lets so many milliseconds pass: by a fake clock, or by waiting. */
  readonly pass: (ms: number) => Promise<void>
}

/** One organization that has jobs done. Each has an id of its own, so that tests do not meet. */
export interface Employer {
  readonly id: string
  /** Adds a job named `test.job`, unless told otherwise. */
  readonly add: (payload: unknown, options?: JobOptions, name?: string) => Promise<Job>
}

/** Makes an employer of a queue. */
export function employerOn(queue: JobQueue): Employer {
  const id = newName('org')
  return {
    id,
    async add(payload, options = {}, name = 'test.job') {
      const [job] = await queue.enqueue([newJob(id, { name, payload, options })])
      if (!job) throw new RangeError('the queue has answered without a job')
      return job
    },
  }
}

/** Writes a job down. */
export function newJob(
  organizationId: string,
  { name, payload, options }: Pick<NewJob, 'name' | 'payload' | 'options'>,
): NewJob {
  return { organizationId, correlationId: 'cor_1', causedBy: null, name, payload, options }
}

/** Work that waits until it is told how to end. */
export interface Bench {
  readonly work: (taken: TakenJob) => Promise<void>
  /** Every attempt that was begun, in order. */
  readonly begun: readonly TakenJob[]
  /** Ends an attempt, by its place. */
  readonly end: (index: number, error?: Error) => void
  /** Ends all attempts, and those to come at once. */
  readonly close: () => void
}

/** Makes work that a test ends by hand. */
export function bench(): Bench {
  const begun: TakenJob[] = []
  const ends: ((error?: Error) => void)[] = []
  let isClosed = false
  return {
    begun,
    work: (taken) =>
      new Promise((resolve, reject) => {
        begun.push(taken)
        ends.push((error) => (error ? reject(error) : resolve()))
        if (isClosed) resolve()
      }),
    end: (index, error) => ends[index]?.(error),
    close() {
      isClosed = true
      for (const end of ends) end()
    },
  }
}

/** Waits until something is so, while others are at work. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate()
}

/** Gives what could begin the time to do so. */
export async function aMoment(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate()
}

/** Stops a queue in the end of a test, whatever the test has left undone. */
export async function stopInTheEnd(queue: JobQueue, { close }: Bench): Promise<void> {
  const stopped = queue.stop()
  close()
  await stopped
}
