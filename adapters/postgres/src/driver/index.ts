/** The port to a Postgres: what the adapter asks of one, wherever it runs. */
export { type Condition, DatabaseError, type Raised, type Violation } from './database-error.ts'
export type { Scope, WorkRole } from './scope.ts'
export type { QueryResult, Session, SqlDriver, SqlRow } from './sql-driver.ts'
export type { Statement } from './statement.ts'
