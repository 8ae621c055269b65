/** Postgres on a server. */
export { connectPostgres, type PostgresOptions } from './connect-postgres.ts'
