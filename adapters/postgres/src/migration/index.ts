/** Migration: a database becomes what the entities declare. */
export { migrate } from './migrate.ts'
export { isOwn, leaveName, type SystemName } from './system-name.ts'
export { goneState } from './functions/refuse-gone.ts'
export { staleState } from './functions/refuse-stale.ts'
export { usedState } from './functions/refuse-used.ts'
