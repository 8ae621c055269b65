/** Checks jobs: names, payloads, options, and when those that recur are due. */
import {
  checkJobOptions,
  type Cron,
  type JobTraits,
  problemsOfSchedule,
} from '../../queue/index.ts'
import { checkFields } from '../../schema/index.ts'
import { danglingRefs } from './check-entities.ts'
import type { Declarations, Declared } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** What a system gives to recurring jobs. */
export interface ScheduleGround {
  readonly cron: Cron
  /** Whether somebody says which organizations there are. */
  readonly knowsOrganizations: boolean
}

/** Finds jobs that are taken twice, not the module's to declare, or never due. */
export function checkJobs(world: Declarations, ground: ScheduleGround): readonly Mistake[] {
  return [
    ...takenTwice(world.jobs, ({ it }) => it.name).map(({ item, first }) => ({
      module: item.module,
      message: `job "${item.it.name}" is declared by module "${first.module}" already`,
    })),
    ...world.jobs.flatMap((job) => checkJob(job, world, ground)),
  ]
}

const jobName = /^[a-z][a-z0-9_]*(\.[a-z][A-Za-z0-9-]*)+$/

function checkJob(
  { module, it }: Declared<JobTraits>,
  { entityByName }: Declarations,
  ground: ScheduleGround,
): readonly Mistake[] {
  const subject = `job "${it.name}"`
  const messages: string[] = []
  if (!jobName.test(it.name)) messages.push(`${subject} must be like "${module}.send-invoice"`)
  else if (!it.name.startsWith(`${module}.`)) {
    messages.push(`${subject} must begin with "${module}."`)
  }
  if (!Number.isInteger(it.concurrency) || it.concurrency < 1 || it.concurrency > 1_000) {
    messages.push(`${subject}: concurrency is ${it.concurrency}; it must be 1 to 1000`)
  }
  const problems = [
    ...checkFields(it.fields, 'message'),
    ...danglingRefs(it.fields, entityByName),
    ...checkJobOptions(it.options).map(({ message }) => message),
    ...checkSchedule(it, ground),
  ]
  messages.push(...problems.map((problem) => `${subject}: ${problem}`))
  return messages.map((message) => ({ module, message }))
}

function checkSchedule(
  { schedule }: JobTraits,
  { cron, knowsOrganizations }: ScheduleGround,
): readonly string[] {
  if (!schedule) return []
  const unknown = 'it recurs for each organization, and the system does not say which there are'
  return [...problemsOfSchedule(cron, schedule), ...(knowsOrganizations ? [] : [unknown])]
}
