/** The store: core's database on a Postgres. */
export { postgresDatabase } from './postgres-database.ts'
