/** The repository on Postgres: reads rows of one organization; all else is the base's. */
import {
  BaseRepository,
  CoreError,
  type DomainEvent,
  type EntitySchema,
  type HistoryOptions,
  isUlid,
  type RawRow,
  type Row,
} from '@plinth/core'
import type { RepositoryTools, Selection, UnitOfWork } from '@plinth/core/runtime'
import type { Scope, SqlDriver, Statement } from '../driver/index.ts'
import { tableOf } from '../table/index.ts'
import { eventFrom } from './log/event-columns.ts'
import { historyStatement } from './log/history-statement.ts'
import { rawLimits, rawStatement } from './raw/raw-statement.ts'
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

  protected override async rawRows(
    query: string,
    params: readonly unknown[],
  ): Promise<readonly RawRow[]> {
    const statement = rawStatement(query, params)
    const { rows } = await this.#driver.query({ ...this.#scope, timeoutMs: rawMs }, statement)
    if (rows.length > rawLimits.rows) throw tooManyRows(this.schema)
    return rows
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

/** How long a raw query may take, in milliseconds. */
const rawMs = 5_000

function tooManyRows({ name }: EntitySchema): CoreError {
  const { rows: most } = rawLimits
  return new CoreError(
    'repository.too-much',
    `a raw query of ${name} finds more than ${most} rows: aggregate, or say limit`,
    { entity: name, most },
  )
}
