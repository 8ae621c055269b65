/** Declares jobs: their name, what they take, how they are tried, and what is done. */
import {
  field,
  type Fields,
  type FieldSchema,
  type InputOf,
  keyed,
  type ValuesOf,
} from '../schema/index.ts'
import type { ActiveJob, JobOptions } from './job.ts'
import type { ScheduleOptions } from './schedule/scheduler.ts'

/** A job that is about to be added to a queue. */
export interface JobMessage<Payload = unknown> {
  readonly name: string
  readonly payload: Payload
}

/** What every declared job says of itself. */
export interface JobTraits {
  readonly kind: 'job'
  /** `module.verb-noun`: `sales.send-invoice`. */
  readonly name: string
  readonly fields: readonly FieldSchema[]
  /** How each job is done, unless it says otherwise. */
  readonly options: Omit<JobOptions, 'jobId'>
  /** How many are done at once in one process. */
  readonly concurrency: number
  /** When it is done by itself; null when it has to be added. */
  readonly schedule: JobSchedule | null
  /** Its payload's and its context's types were checked where it was declared. */
  readonly handle: (job: never, ctx: never) => unknown
}

/** When a recurring job is done. */
export interface JobSchedule extends Required<ScheduleOptions> {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string
}

/** A declared job. Called with a payload, it makes a message for `ctx.queue.add`. */
export interface JobDefinition<F extends Fields = Fields> extends JobTraits {
  (payload: InputOf<F>): JobMessage<InputOf<F>>
}

/** What a declaration says of how a job is done. */
export interface JobSettings extends Omit<JobOptions, 'jobId'> {
  /** How many are done at once in one process. Default 5. */
  readonly concurrency?: number
}

/** Does a job of its type. */
export type JobHandler<Context, Payload = unknown> = (
  job: ActiveJob<Payload>,
  ctx: Context,
) => unknown

/** Declares a job; `Context` is bound once, where the context is known. */
export type DefineJob<Context> = <const F extends Fields>(
  name: string,
  declaration: JobSettings & {
    readonly input: F
    readonly handle: JobHandler<Context, ValuesOf<F>>
  },
) => JobDefinition<F>

/** Declares a recurring job; `Context` is bound once, where the context is known. */
export interface DefineCron<Context> {
  // oxlint-disable-next-line max-params -- one reads `cron(name, when, options, what is done)`
  (
    name: string,
    cron: string,
    options: ScheduleOptions & JobSettings,
    handle: JobHandler<Context, ScheduledPayload>,
  ): JobTraits
  (name: string, cron: string, handle: JobHandler<Context, ScheduledPayload>): JobTraits
}

/** What a recurring job is told. */
export interface ScheduledPayload {
  /** The moment that it is for; it may be begun later. Epoch milliseconds. */
  readonly scheduledFor: number
}

const defaultConcurrency = 5

/** Makes the value of a job: a message factory that carries its declaration. */
export function jobDefinition<F extends Fields>(
  name: string,
  declaration: JobSettings & { readonly input: F; readonly handle: JobTraits['handle'] },
): JobDefinition<F> {
  const { input, handle, concurrency = defaultConcurrency, ...options } = declaration
  const message = (payload: InputOf<F>) => Object.freeze({ name, payload })
  // A function has a name of its own, which cannot be assigned.
  Object.defineProperty(message, 'name', { value: name })
  const traits = { kind: 'job', fields: keyed(input), schedule: null, handle } as const
  return Object.freeze(Object.assign(message, { ...traits, options, concurrency }))
}

/** Makes the value of a recurring job. */
// oxlint-disable-next-line max-params -- see DefineCron
export function cronDefinition(
  name: string,
  cron: string,
  second: (ScheduleOptions & JobSettings) | JobTraits['handle'],
  third?: JobTraits['handle'],
): JobTraits {
  const [given, handle] = typeof second === 'function' ? [{}, second] : [second, third]
  const { concurrency = defaultConcurrency, ...rest } = given
  const { timezone = 'UTC', overlap = false, catchUp = false, ...options } = rest
  const schedule = { cron, timezone, overlap, catchUp }
  return Object.freeze({
    kind: 'job',
    name,
    fields: keyed({ scheduledFor: field.date() }),
    options,
    concurrency,
    schedule: Object.freeze(schedule),
    handle: handle ?? doNothing,
  })
}

function doNothing(): void {}
