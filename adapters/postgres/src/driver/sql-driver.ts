/** What the adapter asks of a Postgres, wherever it runs: transactions, reads and sessions. */
import type { Scope, WorkRole } from './scope.ts'
import type { Statement } from './statement.ts'

/** A row by column name: see `decodersByType` for what each column type becomes. */
export type SqlRow = Readonly<Record<string, unknown>>

/** What one statement gave back. */
export interface QueryResult {
  readonly rows: readonly SqlRow[]
  /** How many rows it read or changed; 0 for a statement that counts none. */
  readonly count: number
}

/** One connection held for what outlives a transaction: advisory locks. */
export interface Session {
  /** Runs a statement as the login role, in a transaction of its own. */
  query(statement: Statement): Promise<QueryResult>
  /** Aborts when the connection is gone, and with it the locks taken on it. */
  readonly lost: AbortSignal
  /** Gives the connection back; its locks are free then. */
  release(): Promise<void>
}

/**
 * A Postgres that is open. Every call ends: with an answer, or with a `DatabaseError` when the
 * scope's time is up or the database is gone.
 */
export interface SqlDriver {
  /**
   * Runs statements in order, in one transaction and one round trip: all take effect, or none does.
   * Returns one result a statement. Fails as the first statement that failed, none of the later
   * ones having run.
   *
   * Unlike an open transaction it cannot branch on a result: a statement that must stop the rest
   * raises an error in SQL.
   *
   * @throws RangeError when a value has no exact JavaScript form; the transaction has committed then.
   */
  transact(scope: Scope, statements: readonly Statement[]): Promise<readonly QueryResult[]>
  /** Runs one read. Postgres refuses to write in it. */
  query(scope: Scope, statement: Statement): Promise<QueryResult>
  /** Takes a connection for advisory locks. Where `exclusive` is true, every lock is granted. */
  session(): Promise<Session>
  /** Where the data is, for people: `127.0.0.1:5432/shop`, `embedded, .plinth/data`. No secrets. */
  readonly place: string
  /** What the work roles are called in this database; creating them is not the driver's part. */
  readonly roles: Readonly<Record<WorkRole, string>>
  /** Whether this process alone uses the database. False on a server, true when embedded. */
  readonly exclusive: boolean
  /** Whether what was committed survives a power cut. On a server as it is set up; embedded: false. */
  readonly survivesPowerLoss: boolean
  /** Lets running calls finish, refuses new ones, and ends what was started. May be called twice. */
  close(): Promise<void>
}
