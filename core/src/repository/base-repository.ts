/** Everything a repository does but store: scope, versions, dates, validation, events, own writes. */
import type { EntitySchema } from '../entity/index.ts'
import { NotFoundError } from '../errors/index.ts'
import { type DomainEvent, isErased } from '../event/index.ts'
import type { Filter, RuleExpr } from '../rule/index.ts'
import type { Row } from './changes.ts'
import { encodeCursor } from './reading/cursor.ts'
import { type Change, checkedId, completeValues, isChange, type Values } from './incoming.ts'
import { sortValues } from './reading/order.ts'
import { countSelection, readByIds, readSelection } from './reading/read-rows.ts'
import type { ReadGround } from './reading/row-source.ts'
import { mergedChange } from './past/merged-change.ts'
import { rebuild } from './past/rebuild.ts'
import { eventsUntil, type HistoryOptions, wholeHistory } from './past/history.ts'
import { changed, created, deleted, erased, mutationType, reentered, restored } from './record.ts'
import type { PaginatedResult, QueryOptions, Repository } from './repository.ts'
import { selectionOf } from './reading/select.ts'
import type { Selection } from './reading/selection.ts'
import {
  type RepositoryTools,
  saveStep,
  stageStep,
  tellStep,
  type WriteGround,
} from './stage-step.ts'
import { stale, type UnitOfWork } from './unit-of-work.ts'

/** What a save may do that a caller may not. */
export interface SaveGrant {
  /** Lets fields change that a machine drives: for the machine itself, and for imports of history. */
  readonly driven: boolean
  /** Whether the record enters its state, though it may be the one that it was in. Default false. */
  readonly enters?: boolean
}

const noGrant: SaveGrant = { driven: false }

/** The most records that `findAll` reads at a time. */
const chunk = 500

/** Where a capped count stops. */
const countCap = 1_001

/**
 * The repository that every adapter extends: a subclass reads rows of one organization and nothing
 * more. What is written goes into the unit of work; the database's flush stores it.
 */
export abstract class BaseRepository implements Repository<Row, Values> {
  protected readonly schema: EntitySchema
  protected readonly unit: UnitOfWork
  readonly #tools: RepositoryTools
  readonly #ground: ReadGround
  readonly #writing: WriteGround

  constructor(schema: EntitySchema, unit: UnitOfWork, tools: RepositoryTools) {
    this.schema = schema
    this.unit = unit
    this.#tools = tools
    const source = {
      byIds: (ids: readonly string[]) => this.byIds(ids),
      select: (selection: Selection) => this.select(selection),
      tally: (selection: Selection, cap: number | null) => this.tally(selection, cap),
    }
    this.#ground = { schema, unit, source }
    this.#writing = { schema, unit, tools }
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

  async findById(id: string): Promise<Row | null> {
    const [row] = await this.findByIds([id])
    return row ?? null
  }

  async findByIdOrFail(id: string): Promise<Row> {
    const row = await this.findById(id)
    if (row) return row
    throw this.#missing(id)
  }

  async findByIds(ids: readonly string[]): Promise<readonly Row[]> {
    const rows = await this.#rows(ids)
    return rows.filter((row) => row.deletedAt === null)
  }

  async findMany(
    filter?: Filter<Row> | RuleExpr,
    options: QueryOptions = {},
  ): Promise<PaginatedResult<Row>> {
    const selection = selectionOf(this.schema, filter, { ...options, now: this.#tools.clock.now() })
    const [found, total] = await Promise.all([
      readSelection(this.#ground, { ...selection, limit: selection.limit + 1 }),
      this.#total(selection, options.total ?? 'none'),
    ])
    const data = found.slice(0, selection.limit)
    const last = data.at(-1)
    const hasNext = found.length > data.length
    const nextCursor =
      hasNext && last ? encodeCursor(selection.sort, sortValues(last, selection.sort)) : null
    return { data, total, page: options.page ?? 1, limit: selection.limit, hasNext, nextCursor }
  }

  async findOne(filter: Filter<Row> | RuleExpr): Promise<Row | null> {
    return (await this.findMany(filter, { limit: 1 })).data[0] ?? null
  }

  async findAll(filter?: Filter<Row> | RuleExpr): Promise<readonly Row[]> {
    const rows: Row[] = []
    let after: string | null = null
    do {
      const options: QueryOptions = after === null ? { limit: chunk } : { limit: chunk, after }
      const page = await this.findMany(filter, options)
      rows.push(...page.data)
      after = page.nextCursor
    } while (after !== null)
    return rows
  }

  async count(filter?: Filter<Row> | RuleExpr): Promise<number> {
    const selection = selectionOf(this.schema, filter, { now: this.#tools.clock.now() })
    return countSelection(this.#ground, selection, null)
  }

  async exists(filter: Filter<Row> | RuleExpr): Promise<boolean> {
    const selection = selectionOf(this.schema, filter, { now: this.#tools.clock.now() })
    return (await countSelection(this.#ground, selection, 1)) > 0
  }

  async save(record: Values): Promise<Row> {
    return this.saveAs(record, noGrant)
  }

  async saveBatch(records: readonly Values[]): Promise<readonly Row[]> {
    await this.#rows(records.flatMap((record) => (isChange(record) ? [record.id] : [])))
    return this.transaction(async () => {
      const saved: Row[] = []
      for (const record of records) saved.push(await this.save(record))
      return saved
    })
  }

  /** Saves with a grant. Not part of what modules see. */
  async saveAs(record: Values, grant: SaveGrant): Promise<Row> {
    return isChange(record) ? this.#change(record, grant) : this.#create(record, grant)
  }

  async delete(id: string): Promise<void> {
    const before = await this.findByIdOrFail(id)
    if (this.schema.hooks) await this.#tools.hooks?.beforeDelete(this.schema, before)
    stageStep(this.#writing, deleted(before, this.#tools.clock.now()), { before })
  }

  async hardDelete(id: string): Promise<void> {
    const [before] = await this.#rows([id])
    const now = this.#tools.clock.now()
    if (!before || this.unit.isRemoved(this.schema, id)) {
      const version = await this.#lastVersion(id)
      return tellStep(this.#writing, { id, version }, { happened: 'erased', at: now })
    }
    if (this.schema.hooks && before.deletedAt === null) {
      await this.#tools.hooks?.beforeDelete(this.schema, before)
    }
    stageStep(this.#writing, erased(before, now), { before })
  }

  async restore(id: string): Promise<Row> {
    const before = await this.#present(id)
    if (before.deletedAt === null) return before
    return saveStep(this.#writing, restored(before, this.#tools.clock.now()), { before })
  }

  async transaction<R>(work: () => Promise<R>): Promise<R> {
    const savepoint = this.unit.mark()
    try {
      return await work()
    } catch (error) {
      this.unit.rollback(savepoint)
      throw error
    }
  }

  async asOf(id: string, time: number): Promise<Row | null> {
    const events = await wholeHistory((options) => this.events(id, options))
    const row = rebuild(this.schema, eventsUntil(events, time))
    return row?.deletedAt === null ? row : null
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
    const [row] = await this.#rows([id])
    return row?.version ?? 0
  }

  /** Runs work and drops what it wrote: its answer says what would have come of it. */
  async rehearse<R>(work: () => Promise<R>): Promise<R> {
    const savepoint = this.unit.mark()
    try {
      return await work()
    } finally {
      this.unit.rollback(savepoint)
    }
  }

  #rows(ids: readonly string[]): Promise<readonly Row[]> {
    return readByIds(this.#ground, ids)
  }

  #total(selection: Selection, how: 'exact' | 'capped' | 'none'): Promise<number | null> {
    if (how === 'none') return Promise.resolve(null)
    return countSelection(this.#ground, selection, how === 'capped' ? countCap : null)
  }

  async #create(record: Values, { driven }: SaveGrant): Promise<Row> {
    const { id = this.#tools.ids.generateFor(this.schema.idPrefix), ...given } = record
    const now = this.#tools.clock.now()
    const { scope } = this.unit
    const values = completeValues(this.schema, given, { before: null, driven, now, scope })
    const { organizationId } = scope
    const birth = {
      id: checkedId(this.schema, id),
      organizationId,
      now,
      timestamps: this.schema.timestamps,
    }
    return saveStep(this.#writing, created(values, birth), { before: null })
  }

  async #change(record: Change, { driven, enters = false }: SaveGrant): Promise<Row> {
    const [before] = await this.#rows([record.id])
    if (!before || before.deletedAt !== null) throw this.#missing(record.id)
    const given = before.version === record.version ? record : await this.#caughtUp(record, before)
    const now = this.#tools.clock.now()
    const { scope } = this.unit
    const values = completeValues(this.schema, given, { before, driven, now, scope })
    const step = changed(before, values, now) ?? (enters ? reentered(before, now) : null)
    return step ? saveStep(this.#writing, step, { before, enters }) : before
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
    const [row] = await this.#rows([id])
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

  #missing(id: string): NotFoundError {
    const { name } = this.schema
    return new NotFoundError('entity.not-found', `there is no ${name} ${id}`, { entity: name, id })
  }
}
