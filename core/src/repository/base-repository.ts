/** Everything a repository does but store: it reads, writes and looks back through the unit of work. */
import type { EntitySchema } from '../entity/index.ts'
import { CoreError } from '../errors/index.ts'
import type { DomainEvent } from '../event/index.ts'
import type { Filter, RuleExpr } from '../rule/index.ts'
import type { Row } from './flush/changes.ts'
import type { HistoryOptions } from './past/history.ts'
import { type PastGround, recordAtTime, recordInVersion } from './past/look-back.ts'
import type {
  CountOptions,
  FindOptions,
  PaginatedResult,
  QueryOptions,
  ReadOptions,
} from './query-options.ts'
import { completed } from './reading/computed.ts'
import type { CrossingTree } from './reading/refs/cross-refs.ts'
import type { ReaderParts, RecordReader } from './reading/record-reader.ts'
import type { Selection } from './reading/list/selection.ts'
import { missing } from './record/missing.ts'
import type { RawRow, Repository } from './repository.ts'
import { type Transaction, transact } from './unit/transaction.ts'
import type { UnitOfWork } from './unit/unit-of-work.ts'
import type { Values } from './writing/incoming.ts'
import type { RecordWriter, SaveGrant, WriterParts } from './writing/record-writer.ts'
import type { WriteTools } from './writing/stage-step.ts'

/** What a repository needs from the system; `repositoryTools` makes them. */
export interface RepositoryTools extends WriteTools {
  /** Makes what reads for a repository: handed in, so that who only names the class is spared its engine. */
  readonly reader: (parts: ReaderParts) => RecordReader
  /** Makes what writes for a repository. */
  readonly writer: (parts: WriterParts) => RecordWriter
  /** Makes the repository of another entity in the same unit. Without it no ref is followed. */
  readonly repository?: (schema: EntitySchema, unit: UnitOfWork) => BaseRepository
}

const noGrant: SaveGrant = { driven: false }

/**
 * The repository that every adapter extends: a subclass reads rows of one organization and nothing
 * more. What is written goes into the unit of work; the database's flush stores it.
 */
export abstract class BaseRepository implements Repository<Row, Values> {
  protected readonly schema: EntitySchema
  protected readonly unit: UnitOfWork
  readonly #tools: RepositoryTools
  readonly #reader: RecordReader
  readonly #past: PastGround
  readonly #writer: RecordWriter

  constructor(schema: EntitySchema, unit: UnitOfWork, tools: RepositoryTools) {
    this.schema = schema
    this.unit = unit
    this.#tools = tools
    this.#reader = tools.reader({
      schema,
      unit,
      clock: tools.clock,
      source: {
        byIds: (ids) => this.byIds(ids),
        select: (selection) => this.select(selection),
        tally: (selection, cap) => this.tally(selection, cap),
      },
      neighbour: (target, inner) => this.#neighbour(target, inner),
    })
    this.#past = { schema, events: (id, options) => this.events(id, options) }
    this.#writer = tools.writer({
      schema,
      unit,
      tools,
      reader: this.#reader,
      past: this.#past,
      neighbour: (target) => this.#neighbour(target, unit),
    })
  }

  /** Reads stored rows of the unit's organization by id, deleted ones included, in any order. */
  protected abstract byIds(ids: readonly string[]): Promise<readonly Row[]>
  /** Reads stored rows of the unit's organization. */
  protected abstract select(selection: Selection): Promise<readonly Row[]>
  /** Counts stored rows of the unit's organization, and stops at `cap` when there is one. */
  protected abstract tally(selection: Selection, cap: number | null): Promise<number>
  /** Reads what happened to one record of the unit's organization, oldest first. */
  protected abstract events(
    id: string,
    options: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]>

  /** Asks a question in SQL, for the unit's organization alone. Default: there is no SQL. */
  protected async rawRows(_query: string, _params: readonly unknown[]): Promise<readonly RawRow[]> {
    throw new CoreError(
      'repository.no-sql',
      `the records of ${this.schema.name} are kept where there is no SQL: ask with findMany instead`,
      { entity: this.schema.name },
    )
  }

  async findById(id: string, options?: ReadOptions): Promise<Row | null> {
    const [row] = await this.findByIds([id], options)
    return row ?? null
  }

  async findByIdOrFail(id: string, options?: ReadOptions): Promise<Row> {
    const row = await this.findById(id, options)
    if (row) return row
    throw missing(this.schema, id)
  }

  findByIds(ids: readonly string[], options?: ReadOptions): Promise<readonly Row[]> {
    return this.#reader.findByIds(ids, options)
  }

  findMany(filter?: Filter<Row> | RuleExpr, options?: QueryOptions): Promise<PaginatedResult<Row>> {
    return this.#reader.findMany(filter, options)
  }

  async findOne(filter: Filter<Row> | RuleExpr, options?: FindOptions): Promise<Row | null> {
    return (await this.findMany(filter, { ...options, limit: 1 })).data[0] ?? null
  }

  findAll(filter?: Filter<Row> | RuleExpr, options?: FindOptions): Promise<readonly Row[]> {
    return this.#reader.findAll(filter, options)
  }

  count(filter?: Filter<Row> | RuleExpr, options?: CountOptions): Promise<number> {
    return this.#reader.count(filter, options)
  }

  async exists(filter: Filter<Row> | RuleExpr, options?: CountOptions): Promise<boolean> {
    return (await this.#reader.count(filter, options, 1)) > 0
  }

  /** The record with what a rule reads behind its refs, which the unit then relies on. */
  factsOf(row: Row, crossings: CrossingTree): Promise<Row> {
    return this.#reader.facts(row, crossings)
  }

  save(record: Values): Promise<Row> {
    return this.saveAs(record, noGrant)
  }

  saveBatch(records: readonly Values[]): Promise<readonly Row[]> {
    return this.#writer.saveAll(records, noGrant)
  }

  /** Saves with a grant. Not part of what modules see. */
  saveAs(record: Values, grant: SaveGrant): Promise<Row> {
    return this.#writer.save(record, grant)
  }

  delete(id: string): Promise<void> {
    return this.#writer.delete(id)
  }

  hardDelete(id: string): Promise<void> {
    return this.#writer.erase(id)
  }

  restore(id: string): Promise<Row> {
    return this.#writer.restore(id)
  }

  transaction<R>(work: (tx: Transaction) => Promise<R>): Promise<R> {
    return transact(this.unit, work)
  }

  raw(query: string, params: readonly unknown[] = []): Promise<readonly RawRow[]> {
    return this.rawRows(query, params)
  }

  async asOf(id: string, time: number): Promise<Row | null> {
    const row = await recordAtTime(this.#past, id, time)
    if (row) this.unit.recall(id)
    return row?.deletedAt === null ? completed(this.schema, row) : null
  }

  /** The record in one of its versions, rebuilt from its events; null when they do not tell it. */
  recordAt(id: string, version: number): Promise<Row | null> {
    return recordInVersion(this.#past, id, version)
  }

  /** The version of a record, deleted or not, which the unit then relies on; 0 when there is none. */
  async versionOf(id: string): Promise<number> {
    const [row] = await this.#reader.rows([id])
    return row?.version ?? 0
  }

  /** Whether the unit is what creates the record: it is stored nowhere yet. */
  isNew(id: string): boolean {
    return this.unit.isNew(this.schema, id)
  }

  /** Runs work and drops what it wrote: its answer says what would have come of it. */
  rehearse<R>(work: () => Promise<R>): Promise<R> {
    return this.transaction((tx) => {
      tx.rollback()
      return work()
    })
  }

  #neighbour(target: EntitySchema, unit: UnitOfWork): RecordReader {
    const other = this.#tools.repository?.(target, unit)
    if (other) return other.#reader
    throw new CoreError('internal', `the repository of ${this.schema.name} knows no other entities`)
  }
}
