/** Says in one sentence why a server cannot be used. */
import { DatabaseError as ServerError } from 'pg'
import { DatabaseError } from '../driver/database-error.ts'

/** Whom we connect to, without the password. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/** Explains why a connection could not be made. Nothing was sent, so trying again does no harm. */
export function connectError(error: unknown, target: Target): DatabaseError {
  if (error instanceof ServerError) return refusal(error, target)

  const message = error instanceof Error ? error.message : String(error)
  if (message.startsWith('SASL')) return refused(target, 'its password is missing or wrong')
  return unreachable(target, reasons[codeOf(error)] ?? reasonIn(message))
}

/** Error codes of the host (`errno`) in words. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it hung up',
  EHOSTUNREACH: 'no route leads there',
  ENETUNREACH: 'no route leads there',
  ENOENT: 'its socket does not exist',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
}

// node-postgres has no codes for these.
function reasonIn(message: string): string {
  if (message.includes('timeout')) return 'it did not answer in time'
  if (message.includes('terminated')) return 'it hung up'
  return message
}

function refusal(error: ServerError, target: Target): DatabaseError {
  switch (error.code) {
    case '28P01':
      return refused(target, 'its password is wrong')
    case '28000':
      return refused(target, error.message)
    case '3D000':
      return failure('database.refused', target, `has no database "${target.database}"`)
    default:
      return unreachable(target, error.message)
  }
}

function refused(target: Target, why: string): DatabaseError {
  return failure('database.refused', target, `refuses the user "${target.user}": ${why}`)
}

function unreachable(target: Target, why: string): DatabaseError {
  return failure('database.unreachable', target, `cannot be reached: ${why}`)
}

function failure(
  code: 'database.refused' | 'database.unreachable',
  target: Target,
  predicate: string,
): DatabaseError {
  const { host, port } = target
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  return new DatabaseError({
    code,
    message: `Postgres at ${address} ${predicate}`,
    outcome: 'nothing',
    transient: code === 'database.unreachable',
    facts: { ...target },
  })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
