/** The database on Postgres, wherever it runs: repositories, one flush, history, the outbox. */
import type {
  BaseRepository,
  DomainEvent,
  EntitySchema,
  EventOutbox,
  EventStore,
  HistoryOptions,
  IdempotencyRecord,
  IdempotencySlot,
  IdempotencyStore,
} from '@plinth/core'
import {
  type Changes,
  type Database,
  keptByFlush,
  type ModuleMigration,
  type RepositoryTools,
  type TimerStore,
  type UnitOfWork,
} from '@plinth/core/runtime'
import type { SqlDriver } from '../driver/index.ts'
import { isOwn, leaveName, migrate, type SystemName } from '../migration/index.ts'
import { Partitions } from './delivery/partitions.ts'
import { PostgresOutbox } from './delivery/postgres-outbox.ts'
import { answerFrom, findAnswer } from './log/answer-statements.ts'
import { eventFrom } from './log/event-columns.ts'
import { PostgresEventStore } from './log/postgres-event-store.ts'
import { historyStatement } from './log/history-statement.ts'
import { PostgresRepository } from './postgres-repository.ts'
import { postgresTimers } from './timing/postgres-timers.ts'
import { brokenReference, flushError, mayBeSwap } from './write/flush-error.ts'
import { flushStatements } from './write/flush-statements.ts'
import { missingReferences } from './write/missing-references.ts'

/**
 * Makes core's database of a driver. It owns the driver from then on: closing it closes the driver.
 *
 * With the system's name it is refused to other systems, and refuses this one where it is another's:
 * `migrate` throws `database.taken` then. Default: whoever comes is served.
 */
export function postgresDatabase(driver: SqlDriver, system?: SystemName): Database {
  return new PostgresDatabase(driver, system)
}

class PostgresDatabase implements Database {
  readonly hasSql = true
  readonly outbox: EventOutbox
  readonly timers: TimerStore
  readonly idempotency: IdempotencyStore
  readonly #driver: SqlDriver
  readonly #system: SystemName | undefined
  readonly #entities = new Map<string, EntitySchema>()

  constructor(driver: SqlDriver, system: SystemName | undefined) {
    this.#driver = driver
    this.#system = system
    const partitions = new Partitions(driver)
    this.outbox = new PostgresOutbox(driver, partitions)
    this.timers = postgresTimers(driver, partitions)
    this.idempotency = keptByFlush((slot, now) => this.#findAnswer(slot, now))
  }

  async migrate(
    entities: readonly EntitySchema[],
    migrations: readonly ModuleMigration[] = [],
  ): Promise<void> {
    const [driver, system] = [this.#driver, this.#system]
    const isNamed = system === undefined || (await isOwn(driver, system))
    await migrate(driver, entities, migrations)
    if (!isNamed) await leaveName(driver, system)
    for (const schema of entities) this.#entities.set(schema.name, schema)
  }

  repository(schema: EntitySchema, unit: UnitOfWork, tools: RepositoryTools): BaseRepository {
    return new PostgresRepository(schema, unit, { ...tools, driver: this.#driver })
  }

  async history(
    organizationId: string,
    aggregateId: string,
    options: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]> {
    if (aggregateId.includes('\0')) return []

    const statement = historyStatement(organizationId, aggregateId, options)
    const { rows } = await this.#driver.query({ role: 'app', organizationId }, statement)
    return rows.map(eventFrom)
  }

  eventStore(organizationId: string): EventStore {
    return new PostgresEventStore(this.#driver, organizationId)
  }

  async flush(changes: Changes): Promise<void> {
    try {
      await this.#commit(changes, false)
    } catch (error) {
      throw await this.#explain(error, changes)
    }
  }

  // Records that take unique values from each other need a second look; that is too rare to pay for it
  // each time.
  async #commit(changes: Changes, isParted: boolean): Promise<void> {
    const { organizationId } = changes
    try {
      const statements = flushStatements(changes, isParted)
      await this.#driver.transact({ role: 'app', organizationId }, statements)
    } catch (error) {
      if (isParted || !mayBeSwap(error, changes)) throw error
      await this.#commit(changes, true)
    }
  }

  async ping(): Promise<void> {
    await this.#driver.query({ role: 'login', timeoutMs: 2_000 }, { text: 'select 1' })
  }

  async close(): Promise<void> {
    await this.outbox.release().catch(() => {})
    await this.#driver.close()
  }

  async #findAnswer(slot: IdempotencySlot, now: number): Promise<IdempotencyRecord | null> {
    const { organizationId } = slot
    const statement = findAnswer(slot, now)
    const { rows } = await this.#driver.query({ role: 'app', organizationId }, statement)
    return rows[0] ? answerFrom(rows[0]) : null
  }

  async #explain(error: unknown, changes: Changes): Promise<unknown> {
    const reference = brokenReference(error, this.#entities.values())
    if (!reference) return flushError(error, changes)
    const source = { driver: this.#driver, entities: this.#entities }
    return missingReferences(reference, changes, source)
  }
}
