/** Reads the records of one entity for one unit of work, and shows them with all that belongs to them. */
import type { EntitySchema } from '../../entity/index.ts'
import type { Clock } from '../../primitives/index.ts'
import type { Filter, RuleExpr } from '../../rule/index.ts'
import type { Row } from '../flush/changes.ts'
import type {
  CountOptions,
  FindOptions,
  PaginatedResult,
  QueryOptions,
  ReadOptions,
} from '../query-options.ts'
import type { UnitOfWork } from '../unit/unit-of-work.ts'
import { withComputed } from './computed.ts'
import { type CrossingTree, crossRefs, type FindBehind, tooMuch } from './refs/cross-refs.ts'
import { encodeCursor, lacksTexts, withTexts } from './list/cursor.ts'
import { inclusionOf } from './refs/include.ts'
import { sortValues } from './list/order.ts'
import { readBehind } from './refs/read-behind.ts'
import { countSelection, readByIds, readSelection, type Reliance } from './read-rows.ts'
import type { ReadGround, RowSource } from './row-source.ts'
import { selectionOf } from './list/select.ts'
import type { Selection } from './list/selection.ts'

/** Reads the records of another entity in the same unit of work. */
export type NeighbourReader = (schema: EntitySchema, unit: UnitOfWork) => RecordReader

/** What a reader reads, and whom it asks for what stands behind refs. */
export interface ReaderParts {
  readonly schema: EntitySchema
  readonly unit: UnitOfWork
  readonly source: RowSource
  readonly clock: Clock
  readonly neighbour: NeighbourReader
}

/** The most records that `findAll` reads at a time. */
const chunk = 500

/** Where a capped count stops. */
const countCap = 1_001

/** The most records that one include may load behind one ref. */
const mostIncluded = 10_000

/** The most places behind one ref that one include may fill. */
const mostPlaced = 100_000

/** A page, and the place behind which the next one begins; null when there is none. */
interface Page {
  readonly rows: readonly Row[]
  readonly end: readonly unknown[] | null
}

/** Reads through the unit: what is stored, as the unit will have changed it. */
export class RecordReader {
  readonly #ground: ReadGround
  readonly #clock: Clock
  readonly #neighbour: NeighbourReader

  constructor({ schema, unit, source, clock, neighbour }: ReaderParts) {
    this.#clock = clock
    this.#neighbour = neighbour
    this.#ground = { schema, unit, source, findBehind: this.#finder('remembered') }
  }

  /** Reads records by id as they are stored or staged, deleted ones included; the unit relies on them. */
  rows(ids: readonly string[]): Promise<readonly Row[]> {
    return readByIds(this.#ground, ids)
  }

  /** Reads the active records that hold these values under a unique key. */
  behind(key: string, values: readonly string[], reliance: Reliance): Promise<readonly Row[]> {
    return readBehind(this.#ground, { key, values, now: this.#clock.now() }, reliance)
  }

  /** Reads the active records that hold one of these values under any key. */
  async holders(key: string, values: readonly (string | number)[]): Promise<readonly Row[]> {
    const rows: Row[] = []
    for (let start = 0; start < values.length; start += chunk) {
      const value = values.slice(start, start + chunk)
      rows.push(...(await this.findAll({ field: key, op: 'in', value })))
    }
    return rows
  }

  /** Puts beside a record what a rule reads behind its refs; the unit relies on it. */
  async facts(row: Row, crossings: CrossingTree): Promise<Row> {
    const { schema } = this.#ground
    const rows = withComputed(schema, [row])
    const [facts = row] = await crossRefs(this.#shower('relied'), { schema, rows }, crossings)
    return facts
  }

  /** Shows records: with their computed fields, and what stands behind the refs to include. */
  async shown(rows: readonly Row[], include: CrossingTree = {}): Promise<readonly Row[]> {
    const { schema } = this.#ground
    const records = { schema, rows: withComputed(schema, rows), mostPlaced }
    return crossRefs(this.#shower('remembered'), records, include)
  }

  async findByIds(ids: readonly string[], options: ReadOptions = {}): Promise<readonly Row[]> {
    const { tree } = inclusionOf(this.#ground.schema, options.include)
    const rows = await this.rows(ids)
    const { schema, unit } = this.#ground
    const listed = rows.filter(({ id, deletedAt }) =>
      options.withDeleted ? !unit.isRemoved(schema, id) : deletedAt === null,
    )
    return this.shown(listed, tree)
  }

  async findMany(
    filter: Filter<Row> | RuleExpr | undefined,
    options: QueryOptions = {},
  ): Promise<PaginatedResult<Row>> {
    const { tree } = inclusionOf(this.#ground.schema, options.include)
    const selection = await this.#placed(this.#selection(filter, options))
    const [{ rows, end }, total] = await Promise.all([
      this.#page(selection),
      this.#total(selection, options.total ?? 'none'),
    ])
    const { limit, sort } = selection
    const nextCursor = end && encodeCursor(sort, end)
    const data = await this.shown(rows, tree)
    return { data, total, page: options.page ?? 1, limit, hasNext: end !== null, nextCursor }
  }

  async findAll(
    filter: Filter<Row> | RuleExpr | undefined,
    options: FindOptions = {},
  ): Promise<readonly Row[]> {
    const { tree } = inclusionOf(this.#ground.schema, options.include)
    const selection = this.#selection(filter, { ...options, limit: chunk })
    const rows: Row[] = []
    let after: Selection['after'] = null
    do {
      const page: Page = await this.#page({ ...selection, after })
      rows.push(...(await this.shown(page.rows, tree)))
      after = page.end
    } while (after !== null)
    return rows
  }

  /** Counts matches, and stops at `cap` when there is one. */
  async count(
    filter: Filter<Row> | RuleExpr | undefined,
    options: CountOptions = {},
    cap: number | null = null,
  ): Promise<number> {
    return countSelection(this.#ground, this.#selection(filter, options), cap)
  }

  async #page(selection: Selection): Promise<Page> {
    const { limit, sort } = selection
    const found = await readSelection(this.#ground, { ...selection, limit: limit + 1 })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    return { rows, end: found.length > limit && last ? sortValues(last, sort) : null }
  }

  /** The selection with a whole place to begin behind. */
  async #placed(selection: Selection): Promise<Selection> {
    const { after, sort } = selection
    if (!after || !lacksTexts(after)) return selection

    const [row] = await readByIds(this.#ground, [String(after.at(-1))], 'remembered')
    return { ...selection, after: withTexts(after, row ? sortValues(row, sort) : null) }
  }

  #selection(filter: Filter<Row> | RuleExpr | undefined, options: QueryOptions): Selection {
    return selectionOf(this.#ground.schema, filter, { ...options, now: this.#clock.now() })
  }

  #total(selection: Selection, how: 'exact' | 'capped' | 'none'): Promise<number | null> {
    if (how === 'none') return Promise.resolve(null)
    return countSelection(this.#ground, selection, how === 'capped' ? countCap : null)
  }

  /** Finds records of other entities as they are stored or staged. */
  #finder(reliance: Reliance): FindBehind {
    return (schema, key, values) =>
      this.#neighbour(schema, this.#ground.unit).behind(key, values, reliance)
  }

  /** Finds records of other entities with their computed fields. */
  #shower(reliance: Reliance): FindBehind {
    const find = this.#finder(reliance)
    return async (schema, key, values) => {
      if (values.length > mostIncluded) {
        throw tooMuch(schema, { count: values.length, most: mostIncluded })
      }
      return withComputed(schema, await find(schema, key, values))
    }
  }
}
