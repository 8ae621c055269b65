/** Says in one sentence what became of a connection, and of what was running on it. */
import { DatabaseError } from '../driver/database-error.ts'
import { excerpt } from '../driver/statement.ts'
import type { Job } from './job.ts'

/** Says that all connections were in use for as long as a call waits. */
export function busyError(place: string, waitMs: number): DatabaseError {
  return new DatabaseError({
    code: 'database.timeout',
    message: `all connections to the database (${place}) were busy for ${seconds(waitMs)}`,
    outcome: 'nothing',
    transient: true,
  })
}

/** Says that no answer came in time. */
export function timeoutError(place: string, job: Job): DatabaseError {
  const why = `did not answer ${asked(job)} within ${seconds(job.timeoutMs)}`
  return new DatabaseError({
    code: 'database.timeout',
    message: `the database (${place}) ${why}${afterwards(job)}`,
    outcome: isRead(job) ? 'nothing' : 'unknown',
  })
}

/** Says that the connection broke before the answer came. */
export function lostError(place: string, job: Job, cause: unknown): DatabaseError {
  const why = `broke while it was asked ${asked(job)}`
  return new DatabaseError({
    code: 'database.unreachable',
    message: `the connection to the database (${place}) ${why}${afterwards(job)}`,
    outcome: isRead(job) ? 'nothing' : 'unknown',
    transient: isRead(job),
    cause,
  })
}

/** Says that the driver was closed before. */
export function closedError(place: string): DatabaseError {
  return new DatabaseError({
    code: 'system.stopped',
    message: `the database (${place}) is closed`,
    outcome: 'nothing',
  })
}

function asked({ statements }: Job): string {
  return excerpt(statements[0]?.text ?? '')
}

function isRead({ terms }: Job): boolean {
  return terms?.access === 'read'
}

function afterwards(job: Job): string {
  return isRead(job) ? '' : '; whether it took effect is unknown'
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`
}
