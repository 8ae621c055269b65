/** Checks how a job is to be done: every option within its range. */
import { type ValidationFailure, validationFailure } from '../errors/index.ts'
import type { JobOptions, JobPriority } from './job.ts'

const priorities: readonly JobPriority[] = ['critical', 'standard', 'bulk']
const year = 366 * 86_400_000

/** Finds what is out of its range. */
export function checkJobOptions(options: JobOptions): readonly ValidationFailure[] {
  const { priority, delay, attempts, backoff, jobId, timeout } = options
  return [
    ...outside(
      'priority',
      priority,
      priorities.includes(priority ?? 'standard'),
      priorities.join(', '),
    ),
    ...outside('delay', delay, isWithin(delay, 0, year), 'milliseconds from 0 to a year'),
    ...outside('attempts', attempts, isWhole(attempts) && isWithin(attempts, 1, 100), '1 to 100'),
    ...outside(
      'backoff',
      backoff?.delay,
      isWithin(backoff?.delay, 0, year),
      'milliseconds from 0 to a year',
    ),
    ...outside('jobId', jobId, isName.test(jobId ?? 'a'), '1 to 200 visible ASCII characters'),
    ...outside('timeout', timeout, isWithin(timeout, 1, year), 'milliseconds from 1 to a year'),
  ]
}

const isName = /^[!-~]{1,200}$/

function isWithin(value: number | undefined, least: number, most: number): boolean {
  return value === undefined || (value >= least && value <= most)
}

function isWhole(value: number | undefined): boolean {
  return value === undefined || Number.isInteger(value)
}

// oxlint-disable-next-line max-params -- a table of checks: option, value, whether it holds, what is allowed
function outside(
  option: string,
  actual: unknown,
  holds: boolean,
  allowed: string,
): readonly ValidationFailure[] {
  if (holds) return []
  const sentence = () => `${option} is ${String(actual).slice(0, 80)}; it must be ${allowed}`
  return [validationFailure(option, 'range', { actual, allowed }, sentence)]
}
