/** Migration: a database becomes what the entities declare. */
export { migrate } from './migrate.ts'
export { staleState } from './refuse-stale.ts'
