/** Repositories: records in and out of a database, one unit of work at a time. */
export { BaseRepository, type RepositoryTools, type SaveGrant } from './base-repository.ts'
export type { RecordHooks } from './stage-step.ts'
export type {
  Changes,
  ChosenId,
  Erasure,
  KeptAnswer,
  Receipt,
  Row,
  RowChange,
  Witness,
} from './changes.ts'
export { duplicate, idUsed, inUse, type Usage } from './conflict.ts'
export type { Database } from './database.ts'
export { type CrossedRef, crossedRefs, crossingName } from './reading/crossing-name.ts'
export { type CrossingTree, crossingsOf } from './reading/cross-refs.ts'
export { shapeOf } from './reading/fact-shape-of.ts'
export { includeLimits, inclusionOf } from './reading/include.ts'
export { type Values } from './incoming.ts'
export { keptByFlush } from './kept-by-flush.ts'
export { keyTaken, memoryDatabase, uniqueKeys } from './memory-database.ts'
export type { EventOutbox } from './delivery/outbox.ts'
export type { Migration, ModuleMigration } from './migration.ts'
export { createRelay, type Relay } from './delivery/relay.ts'
export type { HistoryOptions } from './past/history.ts'
export { rebuild } from './past/rebuild.ts'
export { type Mutation, mutationsOf, mutationType } from './record.ts'
export type {
  CountOptions,
  FindOptions,
  PaginatedResult,
  QueryOptions,
  ReadOptions,
  SortSpec,
} from './query-options.ts'
export type { IncludedRecord, IncludeOf, Including } from './included.ts'
export type { Repository } from './repository.ts'
export { pageLimits } from './reading/select.ts'
export type { Selection } from './reading/selection.ts'
export type { Transaction } from './transaction.ts'
export { createTimekeeper, type Timekeeper } from './timing/timekeeper.ts'
export { type Timer, timerGone } from './timing/timer.ts'
export type { TimerStore } from './timing/timer-store.ts'
export { repositoryTools } from './repository-tools.ts'
export { readOnlyUnit, stale, type UnitClaim, type UnitScope, UnitOfWork } from './unit-of-work.ts'
