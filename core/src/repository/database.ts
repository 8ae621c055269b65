/** The port to a database: repositories to read with, and one flush that commits all or nothing. */
import type { IdempotencyStore } from '../adapter/index.ts'
import type { EntitySchema } from '../entity/index.ts'
import type { DomainEvent, EventStore } from '../event/index.ts'
import type { BaseRepository, RepositoryTools } from './base-repository.ts'
import type { Changes } from './flush/changes.ts'
import type { EventOutbox } from './delivery/outbox.ts'
import type { ModuleMigration } from './migration.ts'
import type { HistoryOptions } from './past/history.ts'
import type { TimerStore } from './timing/timer-store.ts'
import type { UnitOfWork } from './unit/unit-of-work.ts'

/** What a database adapter provides. */
export interface Database {
  /**
   * Brings the stored schema up to the entities by additive steps only, then applies what modules
   * have written by hand and this database has not seen, in the order given. A database without SQL
   * leaves the latter out.
   *
   * @throws CoreError `migration.refused` when a step would lose or rewrite data, or when a migration
   * written by hand fails, was changed after it was applied, or comes too late.
   */
  migrate(entities: readonly EntitySchema[], migrations?: readonly ModuleMigration[]): Promise<void>
  /** Makes the repository of an entity: it reads the unit's organization and writes into the unit. */
  repository(schema: EntitySchema, unit: UnitOfWork, tools: RepositoryTools): BaseRepository
  /** Reads what happened to one record of the organization, oldest first. */
  history(
    organizationId: string,
    aggregateId: string,
    options: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]>
  /** Gives the log of an organization: what flushes commit, and what is appended to it alone. */
  eventStore(organizationId: string): EventStore
  /**
   * Commits changes in one transaction and one round trip.
   *
   * @throws ConflictError `entity.stale`, `entity.duplicate`, `delivery.handled` when the receipt is
   * already there, `timer.gone` when the firing timer is not, or `idempotency.taken` when the answer's
   * key is already there; nothing is written then.
   * @throws CoreError with `transient` set when the same changes may succeed when flushed again.
   */
  flush(changes: Changes): Promise<void>
  readonly outbox: EventOutbox
  readonly timers: TimerStore
  /** What was answered under which key. It is kept by a flush alone: a claim on it has no effect. */
  readonly idempotency: IdempotencyStore
  /** Whether its repositories answer raw queries, in the SQL of Postgres. Default false. */
  readonly hasSql?: boolean
  /** Answers when the database does. */
  ping(): Promise<void>
  close(): Promise<void>
}
