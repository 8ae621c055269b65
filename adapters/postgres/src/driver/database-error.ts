/** What goes wrong between Plinth and its database, with a code and a sentence for each. */
import { IntegrationError } from '@plinth/core'

/**
 * What Postgres says went wrong, by the condition names of its manual (appendix A). Beside them:
 * `raised`, an error of Plinth's own SQL; `stale_statement`, a prepared statement whose tables
 * changed under it; `other`, all the rest.
 */
export type Condition =
  | 'unique_violation'
  | 'foreign_key_violation'
  | 'not_null_violation'
  | 'check_violation'
  | 'insufficient_privilege'
  | 'read_only_sql_transaction'
  | 'serialization_failure'
  | 'deadlock_detected'
  | 'lock_not_available'
  | 'query_canceled'
  | 'raised'
  | 'stale_statement'
  | 'other'

/** Which rule of which table a statement broke. */
export interface Violation {
  readonly schema: string
  readonly table: string
  /** The name of the constraint or unique index; empty for a missing value. */
  readonly constraint: string
  /** The columns, where Postgres tells: it keeps them to itself behind row level security. */
  readonly columns: readonly string[]
}

/** What is known about a failure. */
export interface DatabaseFailure {
  readonly code: DatabaseErrorCode
  readonly message: string
  /**
   * `nothing`: the transaction was not begun or was rolled back. `unknown`: the answer is lost, it
   * may have committed.
   */
  readonly outcome: 'nothing' | 'unknown'
  /** Default false. Only where nothing happened. */
  readonly transient?: boolean
  readonly condition?: Condition
  readonly violation?: Violation
  /** The SQLSTATE and the JSON detail of an error that our own SQL raised. */
  readonly raised?: Raised
  readonly facts?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** An error raised by Plinth's own SQL: `raise exception … using errcode = 'PL001', detail = …`. */
export interface Raised {
  readonly state: string
  /** The detail, parsed; null when there is none. */
  readonly detail: unknown
}

/** The codes of core's table that a driver uses. */
export type DatabaseErrorCode =
  | 'database.unreachable'
  | 'database.refused'
  | 'database.locked'
  | 'database.timeout'
  | 'database.contention'
  | 'database.failed'
  | 'system.stopped'

/** Says that the database did not do what it was asked, and whether anything happened. */
export class DatabaseError extends IntegrationError {
  override readonly name: string = 'DatabaseError'
  readonly outcome: 'nothing' | 'unknown'
  /** Null when it was not Postgres that spoke: the socket, the clock, the driver. */
  readonly condition: Condition | null
  readonly violation: Violation | null
  readonly raised: Raised | null

  constructor({ code, message, facts, cause, transient = false, ...known }: DatabaseFailure) {
    super(code, message, { ...facts, ...known }, { cause, transient })
    this.outcome = known.outcome
    this.condition = known.condition ?? null
    this.violation = known.violation ?? null
    this.raised = known.raised ?? null
  }
}
