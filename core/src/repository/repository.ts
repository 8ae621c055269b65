/** The only way in which code touches records: inside one organization, with versions kept. */
import type { Entity, UntimedEntity } from '../entity/index.ts'
import type { Filter, RuleExpr } from '../rule/index.ts'

/** Reads and writes the records of one entity in the caller's organization. */
export interface Repository<T extends UntimedEntity = Entity, New = T> {
  /** Finds a record; null when it is missing, deleted, or another organization's. */
  findById(id: T['id']): Promise<T | null>
  /** @throws NotFoundError `entity.not-found` where `findById` answers null. */
  findByIdOrFail(id: T['id']): Promise<T>
  /** Finds the records with these ids, in no particular order; missing ones are left out. */
  findByIds(ids: readonly T['id'][]): Promise<readonly T[]>
  /** Reads one page. */
  findMany(filter?: Filter<T> | RuleExpr, options?: QueryOptions): Promise<PaginatedResult<T>>
  /** Finds the first match in the order of ids, or null. */
  findOne(filter: Filter<T> | RuleExpr): Promise<T | null>
  /** Reads every match. Use where the number is small by nature. */
  findAll(filter?: Filter<T> | RuleExpr): Promise<readonly T[]>
  /** Counts the matches exactly. */
  count(filter?: Filter<T> | RuleExpr): Promise<number>
  exists(filter: Filter<T> | RuleExpr): Promise<boolean>
  /**
   * Rebuilds a record as it was stored at a moment, in epoch milliseconds; null when it was not there,
   * was deleted, or has been erased since. What the open unit of work has changed is not seen.
   */
  asOf(id: T['id'], time: number): Promise<T | null>
  /**
   * Writes a record: a new one when it has no version, a change of the version it carries otherwise.
   * Returns it with its id, its next version and its dates at once; it is stored when the unit of
   * work ends.
   *
   * @throws ValidationError when it breaks its schema, or sets a field that a machine drives.
   * @throws NotFoundError when it has a version and is not there.
   * @throws ConflictError `entity.stale` when its version is not the current one.
   */
  save(record: T | New): Promise<T>
  /** Writes several records in one statement per entity; when one is refused, none is written. */
  saveBatch(records: readonly (T | New)[]): Promise<readonly T[]>
  /**
   * Marks a record as deleted; reads leave it out from then on. Where the entity has no soft deletion
   * the record is removed.
   *
   * @throws NotFoundError when it is missing, or deleted already.
   * @throws ConflictError `entity.in-use`, from the flush, when it is removed and others refer to it.
   */
  delete(id: T['id']): Promise<void>
  /**
   * Erases a record for good, deleted or not, as data protection asks for: it is removed, and of its
   * events only the places stay (type, id, version, time). What has not been delivered of them never is;
   * an event `erased` tells the subscriptions. What other records and their events say of it stays.
   *
   * @throws NotFoundError when there is neither the record nor anything told of it.
   * @throws ConflictError `entity.in-use`, from the flush, when others refer to it.
   */
  hardDelete(id: T['id']): Promise<void>
  /** Takes the mark of deletion away. @throws NotFoundError when the record is missing, or was removed. */
  restore(id: T['id']): Promise<T>
  /**
   * Runs a nested unit: what was written meanwhile is dropped when `work` throws. Await it: what the
   * handler does beside it counts as part of it.
   */
  transaction<R>(work: () => Promise<R>): Promise<R>
}

/** Which page, and how much of the rest. */
export interface QueryOptions {
  /** Counted from 1. Default 1. Not together with `after`. */
  readonly page?: number
  /** Records a page. Default 50, at most 500. */
  readonly limit?: number
  /** Continues behind the page that gave this cursor; the sort must be the same. */
  readonly after?: string
  /** Default: by id, which is by time of creation. Ties are broken by id. */
  readonly sort?: readonly SortSpec[]
  /** Includes deleted records. Default false. */
  readonly withDeleted?: boolean
  /** Counts all matches: `exact`, `capped` at 1,001, or `none`. Default `none`. */
  readonly total?: 'exact' | 'capped' | 'none'
}

/** One key of an order. Null comes first when ascending. */
export interface SortSpec {
  readonly field: string
  /** Default `asc`. */
  readonly direction?: 'asc' | 'desc'
}

/** One page of records. */
export interface PaginatedResult<T> {
  readonly data: readonly T[]
  /** All matches, when they were asked for. */
  readonly total: number | null
  readonly page: number
  readonly limit: number
  readonly hasNext: boolean
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null
}
