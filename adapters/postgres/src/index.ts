/** Plinth on Postgres: on a server, or embedded in the process. */
export {
  type Condition,
  DatabaseError,
  type QueryResult,
  type Raised,
  type Scope,
  type Session,
  type SqlDriver,
  type SqlRow,
  type Statement,
  type Violation,
  type WorkRole,
} from './driver/index.ts'
export { type EmbeddedDriver, type EmbeddedOptions, openEmbedded } from './embedded/index.ts'
export type { SystemName } from './migration/index.ts'
export { connectPostgres, type PostgresOptions } from './server/index.ts'
export { postgresDatabase } from './store/index.ts'
