/** Migration: a database becomes what the entities declare. */
export { migrate } from './migrate.ts'
export { isOwn, leaveName, type SystemName } from './own-database.ts'
export { goneState } from './refuse-gone.ts'
export { staleState } from './refuse-stale.ts'
export { usedState } from './refuse-used.ts'
