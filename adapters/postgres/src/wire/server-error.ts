/** Turns an error that Postgres reports into ours: its SQLSTATE decides, in one table. */
import type { DatabaseError as ServerError } from 'pg'
import {
  type Condition,
  DatabaseError,
  type DatabaseErrorCode,
  type DatabaseFailure,
  type Raised,
  type Violation,
} from '../driver/database-error.ts'
import { excerpt } from '../driver/statement.ts'

/** What an SQLSTATE means to us. */
interface Meaning {
  readonly condition: Condition
  readonly code: DatabaseErrorCode
}

const stale: Meaning = { condition: 'stale_statement', code: 'database.contention' }
const other: Meaning = { condition: 'other', code: 'database.failed' }

/** SQLSTATE → meaning (PostgreSQL manual, appendix A). */
const meanings: Readonly<Record<string, Meaning>> = {
  '23502': { condition: 'not_null_violation', code: 'database.failed' },
  '23503': { condition: 'foreign_key_violation', code: 'database.failed' },
  '23505': { condition: 'unique_violation', code: 'database.failed' },
  '23514': { condition: 'check_violation', code: 'database.failed' },
  '25006': { condition: 'read_only_sql_transaction', code: 'database.failed' },
  '26000': stale,
  '40001': { condition: 'serialization_failure', code: 'database.contention' },
  '40P01': { condition: 'deadlock_detected', code: 'database.contention' },
  '42501': { condition: 'insufficient_privilege', code: 'database.failed' },
  '55P03': { condition: 'lock_not_available', code: 'database.contention' },
  '57014': { condition: 'query_canceled', code: 'database.timeout' },
}

/** Errors of our own SQL have SQLSTATEs of the class PL. */
const ownState = /^PL[0-9A-Z]{3}$/

/**
 * Names what Postgres reported while it ran `text`. Values stay out of it: Postgres puts them into
 * the detail, which is dropped (but for our own errors, whose detail we write).
 */
export function serverError(error: ServerError, text: string | null): DatabaseError {
  const state = error.code ?? ''
  if (ownState.test(state)) return raisedError(state, error)

  const { condition, code } = meaningOf(state, error)
  const violation = violationOf(error)
  const failure: DatabaseFailure = {
    code,
    message: `${excerpt(text)} failed: ${error.message}`,
    outcome: endsConnection(error) ? 'unknown' : 'nothing',
    transient: code === 'database.contention',
    condition,
    facts: { sqlState: state },
  }
  return new DatabaseError(violation ? { ...failure, violation } : failure)
}

function meaningOf(state: string, { routine }: ServerError): Meaning {
  const planIsStale = state === '0A000' && routine === 'RevalidateCachedQuery'
  return (planIsStale ? stale : meanings[state]) ?? other
}

// The server stops, crashed, or ends this connection: a commit may still have gone through.
function endsConnection({ code = '', severity }: ServerError): boolean {
  const isOver = severity === 'FATAL' || severity === 'PANIC'
  return isOver || code.startsWith('57P') || code.startsWith('08')
}

function raisedError(state: string, { message, detail }: ServerError): DatabaseError {
  const raised: Raised = { state, detail: parseDetail(detail) }
  return new DatabaseError({
    code: 'database.failed',
    message,
    outcome: 'nothing',
    condition: 'raised',
    raised,
  })
}

function parseDetail(detail: string | undefined): unknown {
  if (detail === undefined) return null
  try {
    return JSON.parse(detail)
  } catch {
    return detail
  }
}

// `Key (organization_id, number)=(org_1, 17) already exists.`
const keyColumns = /\(([^)]*)\)=\(/

function violationOf({ code, schema, table, ...broken }: ServerError): Violation | null {
  if (!code?.startsWith('23') || !table) return null

  const { constraint = '', column, detail = '' } = broken
  const listed = keyColumns.exec(detail)?.[1]?.split(', ') ?? []
  return { schema: schema ?? '', table, constraint, columns: column ? [column] : listed }
}
