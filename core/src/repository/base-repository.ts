/** Everything a repository does but store: scope, versions, dates, validation, events, own writes. */
import type { EntitySchema } from '../entity/index.ts'
import { CoreError, NotFoundError, type ValidationFailure } from '../errors/index.ts'
import { type DomainEvent, isErased } from '../event/index.ts'
import type { Filter, RuleExpr } from '../rule/index.ts'
import type { Row } from './changes.ts'
import { duplicate, idUsed } from './conflict.ts'
import { type Change, checkedId, completeValues, isChange, type Values } from './incoming.ts'
import { mergedChange } from './past/merged-change.ts'
import { rebuild } from './past/rebuild.ts'
import { eventsUntil, type HistoryOptions, wholeHistory } from './past/history.ts'
import type {
  CountOptions,
  FindOptions,
  PaginatedResult,
  QueryOptions,
  ReadOptions,
} from './query-options.ts'
import { completed } from './reading/computed.ts'
import type { CrossingTree } from './reading/cross-refs.ts'
import { RecordReader } from './reading/record-reader.ts'
import type { Selection } from './reading/selection.ts'
import { changed, created, deleted, erased, mutationType, reentered, restored } from './record.ts'
import type { Repository } from './repository.ts'
import { saveStep, stageStep, tellStep, type WriteGround, type WriteTools } from './stage-step.ts'
import { asksStore, storedFailures } from './stored-failures.ts'
import { type Transaction, transact } from './transaction.ts'
import { stale, type UnitOfWork } from './unit-of-work.ts'

/** What a repository needs from the system. */
export interface RepositoryTools extends WriteTools {
  /** Makes the repository of another entity in the same unit. Without it no ref is followed. */
  readonly repository?: (schema: EntitySchema, unit: UnitOfWork) => BaseRepository
}

/** What a save may do that a caller may not. */
export interface SaveGrant {
  /** Lets fields change that a machine drives: for the machine itself, and for imports of history. */
  readonly driven: boolean
  /** Whether the record enters its state, though it may be the one that it was in. Default false. */
  readonly enters?: boolean
}

/** How a record is taken in. */
interface Intake extends SaveGrant {
  /** What the store has against it. */
  readonly stored: readonly ValidationFailure[]
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
  readonly #writing: WriteGround

  constructor(schema: EntitySchema, unit: UnitOfWork, tools: RepositoryTools) {
    this.schema = schema
    this.unit = unit
    this.#tools = tools
    this.#writing = { schema, unit, tools }
    this.#reader = new RecordReader({
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

  async findById(id: string, options?: ReadOptions): Promise<Row | null> {
    const [row] = await this.findByIds([id], options)
    return row ?? null
  }

  async findByIdOrFail(id: string, options?: ReadOptions): Promise<Row> {
    const row = await this.findById(id, options)
    if (row) return row
    throw this.#missing(id)
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

  async save(record: Values): Promise<Row> {
    return this.saveAs(record, noGrant)
  }

  async saveBatch(records: readonly Values[]): Promise<readonly Row[]> {
    await this.#reader.rows(records.flatMap((record) => (isChange(record) ? [record.id] : [])))
    const stored = await this.#askStore(records)
    return this.transaction(async () => {
      const saved: Row[] = []
      for (const [at, record] of records.entries()) {
        saved.push(await this.#write(record, { ...noGrant, stored: stored[at] ?? [] }))
      }
      return saved
    })
  }

  /** Saves with a grant. Not part of what modules see. */
  async saveAs(record: Values, grant: SaveGrant): Promise<Row> {
    const [stored = []] = await this.#askStore([record])
    return this.#write(record, { ...grant, stored })
  }

  async delete(id: string): Promise<void> {
    const [before] = await this.#reader.rows([id])
    if (!before || before.deletedAt !== null) throw this.#missing(id)
    await this.#beforeDelete(before)
    stageStep(this.#writing, deleted(before, this.#tools.clock.now()), { before })
  }

  async hardDelete(id: string): Promise<void> {
    const [before] = await this.#reader.rows([id])
    const now = this.#tools.clock.now()
    if (!before || this.unit.isRemoved(this.schema, id)) {
      const version = await this.#lastVersion(id)
      return tellStep(this.#writing, { id, version }, { happened: 'erased', at: now })
    }
    if (before.deletedAt === null) await this.#beforeDelete(before)
    stageStep(this.#writing, erased(before, now), { before })
  }

  async restore(id: string): Promise<Row> {
    const before = await this.#present(id)
    if (before.deletedAt === null) return completed(this.schema, before)
    return saveStep(this.#writing, restored(before, this.#tools.clock.now()), { before })
  }

  transaction<R>(work: (tx: Transaction) => Promise<R>): Promise<R> {
    return transact(this.unit, work)
  }

  async asOf(id: string, time: number): Promise<Row | null> {
    const events = await wholeHistory((options) => this.events(id, options))
    const row = rebuild(this.schema, eventsUntil(events, time))
    return row?.deletedAt === null ? completed(this.schema, row) : null
  }

  /** The record in one of its versions, rebuilt from its events; null when they do not tell it. */
  async recordAt(id: string, version: number): Promise<Row | null> {
    const events = await wholeHistory((options) => this.events(id, options))
    return rebuild(
      this.schema,
      events.filter((event) => event.version <= version),
    )
  }

  /** The version of a record, deleted or not, which the unit then relies on; 0 when there is none. */
  async versionOf(id: string): Promise<number> {
    const [row] = await this.#reader.rows([id])
    return row?.version ?? 0
  }

  /** Runs work and drops what it wrote: its answer says what would have come of it. */
  async rehearse<R>(work: () => Promise<R>): Promise<R> {
    return this.transaction((tx) => {
      tx.rollback()
      return work()
    })
  }

  /** What the store has against the records, for each of them. */
  async #askStore(records: readonly Values[]): Promise<readonly (readonly ValidationFailure[])[]> {
    if (!asksStore(this.schema)) return []

    const changes = await this.#reader.rows(
      records.flatMap((record) => (isChange(record) ? [record.id] : [])),
    )
    const byId = new Map(changes.map((row) => [row.id, row]))
    const candidates = records.map((given) => ({
      given,
      before: isChange(given) ? (byId.get(given.id) ?? null) : null,
    }))
    const neighbour = (target: EntitySchema) => this.#neighbour(target, this.unit)
    return storedFailures({ schema: this.schema, own: this.#reader, neighbour }, candidates)
  }

  #write(record: Values, intake: Intake): Promise<Row> {
    return isChange(record) ? this.#change(record, intake) : this.#create(record, intake)
  }

  async #create(record: Values, { driven, stored }: Intake): Promise<Row> {
    const { idPrefix, timestamps } = this.schema
    const { id: chosen, ...given } = record
    const id = chosen === undefined ? this.#tools.ids.generateFor(idPrefix) : this.#chosen(chosen)
    const now = this.#tools.clock.now()
    const { scope } = this.unit
    const values = completeValues(this.schema, given, { before: null, driven, stored, now, scope })
    const { organizationId } = scope
    const birth = { id, organizationId, now, timestamps }
    return saveStep(this.#writing, created(values, birth), { before: null })
  }

  /** Takes an id that comes with a new record; the flush sees to it that no record has had it before. */
  #chosen(given: unknown): string {
    const id = checkedId(this.schema, given)
    if (this.unit.isRemoved(this.schema, id)) throw idUsed(this.schema, id)
    if (this.unit.staged(this.schema, id)) throw duplicate(this.schema, ['id'])
    this.unit.choose(this.schema, id)
    return id
  }

  async #change(record: Change, { driven, enters = false, stored }: Intake): Promise<Row> {
    const [before] = await this.#reader.rows([record.id])
    if (!before || before.deletedAt !== null) throw this.#missing(record.id)
    const given = before.version === record.version ? record : await this.#caughtUp(record, before)
    const now = this.#tools.clock.now()
    const { scope } = this.unit
    const values = completeValues(this.schema, given, { before, driven, stored, now, scope })
    const step = changed(before, values, now) ?? (enters ? reentered(before, now) : null)
    return step ? saveStep(this.#writing, step, { before, enters }) : completed(this.schema, before)
  }

  /** Merges a change of an outdated version into the record, where the entity allows that. */
  async #caughtUp(record: Change, before: Row): Promise<Values> {
    if (this.schema.versioned) {
      throw stale(this.schema, record.id, { expected: record.version, actual: before.version })
    }
    const base = await this.recordAt(record.id, record.version)
    return base ? mergedChange(record, { base, before }) : record
  }

  /** The record, deleted or not. @throws NotFoundError when it is nowhere any more */
  async #present(id: string): Promise<Row> {
    const [row] = await this.#reader.rows([id])
    if (row && !this.unit.isRemoved(this.schema, id)) return row
    throw this.#missing(id)
  }

  /** The version behind the last of a record that is gone. @throws NotFoundError when nothing tells of it */
  async #lastVersion(id: string): Promise<number> {
    const known = this.unit.staged(this.schema, id)?.version
    const events = known === undefined ? await wholeHistory((piece) => this.events(id, piece)) : []
    const told = events.filter((event) => event.aggregateType === this.schema.name)
    const version = known ?? told.at(-1)?.version
    const end = mutationType(this.schema, 'erased')
    const isOver = told.every((event) => isErased(event) || event.type === end)
    if (version === undefined || (known === undefined && isOver)) throw this.#missing(id)
    return version + 1
  }

  async #beforeDelete(before: Row): Promise<void> {
    if (!this.schema.hooks) return
    await this.#tools.hooks?.beforeDelete(this.schema, completed(this.schema, before))
  }

  #neighbour(target: EntitySchema, unit: UnitOfWork): RecordReader {
    const other = this.#tools.repository?.(target, unit)
    if (other) return other.#reader
    throw new CoreError('internal', `the repository of ${this.schema.name} knows no other entities`)
  }

  #missing(id: string): NotFoundError {
    const { name } = this.schema
    return new NotFoundError('entity.not-found', `there is no ${name} ${id}`, { entity: name, id })
  }
}
