/** Repositories: records in and out of a database, one unit of work at a time. */
export { BaseRepository, type RepositoryTools } from './base-repository.ts'
export type { SaveGrant } from './writing/record-writer.ts'
export type { RecordHooks } from './writing/stage-step.ts'
export type {
  Changes,
  ChosenId,
  Erasure,
  KeptAnswer,
  Receipt,
  Row,
  RowChange,
  Witness,
} from './flush/changes.ts'
export { duplicate, idUsed, inUse, keyTaken, stale, type Usage } from './flush/conflict.ts'
export type { Database } from './database.ts'
export { type CrossedRef, crossedRefs, crossingName } from './reading/refs/crossing-name.ts'
export {
  type CrossingTree,
  crossingsOf,
  type FindBehind,
} from './reading/refs/cross-refs.ts'
export { shapeOf } from './reading/refs/fact-shape-of.ts'
export { type Inclusion, includeLimits, inclusionOf } from './reading/refs/include.ts'
export { type Values } from './writing/incoming.ts'
export { keptByFlush } from './flush/kept-by-flush.ts'
export { memoryDatabase } from './memory/memory-database.ts'
export type { EventOutbox, Parked } from './delivery/outbox.ts'
export type { Migration, ModuleMigration } from './migration.ts'
export { createRelay, type Relay } from './delivery/relay.ts'
export type { HistoryOptions } from './past/history.ts'
export { rebuild } from './past/rebuild.ts'
export { type Mutation, mutationsOf, mutationType } from './record/record.ts'
export type {
  CountOptions,
  FindOptions,
  PaginatedResult,
  QueryOptions,
  ReadOptions,
  SortSpec,
} from './query-options.ts'
export type { IncludedRecord, IncludeOf, Including } from './included.ts'
export type { RawRow, Repository } from './repository.ts'
export { pageLimits } from './reading/list/select.ts'
export { selectRows, type StoredRecords, tallyRows } from './reading/list/select-rows.ts'
export type { Selection } from './reading/list/selection.ts'
export { type Transaction, transact } from './unit/transaction.ts'
export { createTimekeeper, type Timekeeper } from './timing/timekeeper.ts'
export { type Timer, timerGone } from './timing/timer.ts'
export type { TimerStore } from './timing/timer-store.ts'
export { repositoryTools } from './repository-tools.ts'
export { uniqueKeys } from './record/unique-keys.ts'
export { UnitOfWork } from './unit/unit-of-work.ts'
export { readOnlyUnit } from './unit/unit-refusals.ts'
export type { UnitClaim, UnitScope } from './unit/unit-scope.ts'
