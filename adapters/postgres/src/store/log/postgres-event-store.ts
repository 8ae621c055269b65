/** The log of one organization on Postgres. */
import {
  type AppendOptions,
  CoreError,
  type DomainEvent,
  type EventFilter,
  type EventStore,
  type EventReadOptions,
} from '@plinth/core'
import { checkAppend } from '@plinth/core/runtime'
import type { Scope, SqlDriver, Statement } from '../../driver/index.ts'
import { appendStatements } from './append-statements.ts'
import { eventFrom } from './event-columns.ts'
import {
  aggregateStatement,
  beginning,
  type LogPlace,
  type LogSelection,
  logStatement,
} from './log-statement.ts'

type StatementFor = (page: { readonly behind: LogPlace; readonly limit: number }) => Statement

/** Events a page. */
const pageSize = 500

/**
 * Reads and appends behind the policies.
 *
 * What is read across aggregates ends before the oldest running transaction, so that nothing is ever
 * left out: what was committed a moment ago may be told a moment later.
 */
export class PostgresEventStore implements EventStore {
  readonly #driver: SqlDriver
  readonly #organizationId: string
  readonly #scope: Scope

  constructor(driver: SqlDriver, organizationId: string) {
    this.#driver = driver
    this.#organizationId = organizationId
    this.#scope = { role: 'app', organizationId }
  }

  append(event: DomainEvent, options?: AppendOptions): Promise<void> {
    return this.appendBatch([event], options)
  }

  async appendBatch(events: readonly DomainEvent[], options: AppendOptions = {}): Promise<void> {
    const organizationId = this.#organizationId
    checkAppend(events, { organizationId, versionOf: () => 0 })
    if (events.length === 0) return

    const statements = appendStatements(organizationId, events, options)
    const [, appended] = await this.#driver.transact(this.#scope, statements)
    if (appended?.count === 0) await this.#refuse(events, options)
  }

  read(
    aggregateId: string,
    { limit, ...options }: EventReadOptions = {},
  ): AsyncIterable<DomainEvent> {
    if (aggregateId.includes('\0')) return this.#paged(() => nothing, 0)

    const asked = { ...options, aggregateId }
    return this.#paged((page) => aggregateStatement(this.#organizationId, asked, page), limit)
  }

  readByType(
    type: string,
    { limit, ...options }: EventReadOptions = {},
  ): AsyncIterable<DomainEvent> {
    return this.#log({ ...options, types: [type] }, limit)
  }

  replay(filter: EventFilter, from: number): AsyncIterable<DomainEvent> {
    return this.#log({ ...filter, from })
  }

  async getVersion(aggregateId: string): Promise<number> {
    return (await this.#versions([aggregateId])).get(aggregateId) ?? 0
  }

  #log(selection: LogSelection, limit?: number): AsyncIterable<DomainEvent> {
    const types = selection.types?.filter((type) => !type.includes('\0'))
    const asked = types ? { ...selection, types } : selection
    return this.#paged((page) => logStatement(this.#organizationId, asked, page), limit)
  }

  #paged(statementFor: StatementFor, limit?: number): AsyncIterable<DomainEvent> {
    return { [Symbol.asyncIterator]: () => this.#pages(statementFor, limit) }
  }

  async *#pages(
    statementFor: StatementFor,
    limit: number = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<DomainEvent, undefined> {
    let behind = beginning
    for (let left = limit; left > 0; left -= pageSize) {
      const page = { behind, limit: Math.min(left, pageSize) }
      const { rows } = await this.#driver.query(this.#scope, statementFor(page))
      yield* rows.map(eventFrom)
      const last = rows.at(-1)
      if (!last || rows.length < pageSize) return
      behind = { rank: last['rank'], position: last['position'] }
    }
  }

  /** Says why nothing was appended. By now the log may have moved on once more: then it is said of that. */
  async #refuse(events: readonly DomainEvent[], options: AppendOptions): Promise<never> {
    const versions = await this.#versions(events.map(({ aggregateId }) => aggregateId))
    const versionOf = (id: string) => versions.get(id) ?? 0
    checkAppend(events, { ...options, organizationId: this.#organizationId, versionOf })
    const message = 'the log has moved on while events were appended; trying again may help'
    throw new CoreError('database.contention', message, {}, { transient: true })
  }

  async #versions(aggregateIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const asked = aggregateIds.filter((id) => !id.includes('\0'))
    const values = [this.#organizationId, asked]
    const { rows } = await this.#driver.query(this.#scope, { text: readVersions, values })
    return new Map(rows.map((row) => [String(row['aggregate_id']), Number(row['version'])]))
  }
}

const nothing: Statement = { text: 'select 1 where false' }

// in: $1 organization, $2 aggregates; out: the version of each that has events; locks: none
const readVersions = `select e.aggregate_id, max(e.version) as version from plinth.events as e
where e.organization_id = $1 and e.aggregate_id = any($2::text[])
group by e.aggregate_id`
