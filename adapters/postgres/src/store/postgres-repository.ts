/** The repository on Postgres: reads rows of one organization; all else is the base's. */
import {
  BaseRepository,
  type DomainEvent,
  type EntitySchema,
  type HistoryOptions,
  isUlid,
  type RepositoryTools,
  type Row,
  type Selection,
  type UnitOfWork,
} from '@plinth/core'
import type { Scope, SqlDriver, Statement } from '../driver/index.ts'
import { tableOf } from '../table/index.ts'
import { eventFrom } from './log/event-columns.ts'
import { historyStatement } from './log/history-statement.ts'
import {
  byIdsStatement,
  countStatement,
  selectStatement,
  type Shelf,
} from './read/select-statement.ts'

/** What the repository needs beside the system's tools. */
export interface PostgresTools extends RepositoryTools {
  readonly driver: SqlDriver
}

/** Reads the records of an entity. Each statement names the organization beside the policy. */
export class PostgresRepository extends BaseRepository {
  readonly #driver: SqlDriver
  readonly #shelf: Shelf
  readonly #scope: Scope

  constructor(schema: EntitySchema, unit: UnitOfWork, { driver, ...tools }: PostgresTools) {
    super(schema, unit, tools)
    const { organizationId } = unit.scope
    this.#driver = driver
    this.#shelf = { table: tableOf(schema), organizationId }
    this.#scope = { role: 'app', organizationId }
  }

  protected async byIds(ids: readonly string[]): Promise<readonly Row[]> {
    const possible = ids.filter((id) => this.#isPossible(id))
    if (possible.length === 0) return []
    return this.#read(byIdsStatement(this.#shelf, possible))
  }

  protected async select(selection: Selection): Promise<readonly Row[]> {
    return this.#read(selectStatement(this.#shelf, selection))
  }

  protected async tally(selection: Selection, cap: number | null): Promise<number> {
    const statement = countStatement(this.#shelf, selection, cap)
    const { rows } = await this.#driver.query(this.#scope, statement)
    return Number(rows[0]?.['count'])
  }

  protected async events(
    id: string,
    options: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]> {
    if (!this.#isPossible(id)) return []
    const { organizationId } = this.#shelf
    const { rows } = await this.#driver.query(
      this.#scope,
      historyStatement(organizationId, id, options),
    )
    return rows.map(eventFrom)
  }

  async #read(statement: Statement): Promise<readonly Row[]> {
    const { rows } = await this.#driver.query(this.#scope, statement)
    const { read } = this.#shelf.table
    return rows.map((row) => read(row))
  }

  // What has not the form of an id was never stored, whatever characters it is made of.
  #isPossible(id: string): boolean {
    const { idPrefix } = this.schema
    return id.startsWith(idPrefix) && isUlid(id.slice(idPrefix.length))
  }
}
