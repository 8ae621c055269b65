/** The only way in which code touches records: inside one organization, with versions kept. */
import type { Entity, UntimedEntity } from '../entity/index.ts'
import type { Filter, RuleExpr } from '../rule/index.ts'
import type { IncludeOf, Including } from './included.ts'
import type {
  CountOptions,
  FindOptions,
  PaginatedResult,
  QueryOptions,
  ReadOptions,
} from './query-options.ts'
import type { Transaction } from './unit/transaction.ts'

/**
 * What a raw query answers: columns by name, plain values; a `numeric`, as sums of whole numbers are,
 * comes as text unless it is cast.
 */
export type RawRow = Readonly<Record<string, unknown>>

/** The keys of a record by which lists can be sorted: all but its tags. */
type SortKey<T> = string extends keyof T
  ? string
  : keyof { [Key in keyof T as Key extends string ? Exclude<Key, 'meta'> : never]: 0 }

/** Reads and writes the records of one entity in the caller's organization. */
export interface Repository<T extends UntimedEntity = Entity, New = T> {
  /** Finds a record; null when it is missing, deleted, or another organization's. */
  findById<Name extends IncludeOf<T> = never>(
    id: T['id'],
    options?: ReadOptions<Name>,
  ): Promise<Including<T, Name> | null>
  /** @throws NotFoundError `entity.not-found` where `findById` answers null. */
  findByIdOrFail<Name extends IncludeOf<T> = never>(
    id: T['id'],
    options?: ReadOptions<Name>,
  ): Promise<Including<T, Name>>
  /** Finds the records with these ids, in no particular order; missing ones are left out. */
  findByIds<Name extends IncludeOf<T> = never>(
    ids: readonly T['id'][],
    options?: ReadOptions<Name>,
  ): Promise<readonly Including<T, Name>[]>
  /**
   * Reads one page.
   *
   * @throws CoreError `rule.invalid` when the filter reads what the entity has not, or a computed field.
   * @throws ValidationError when page, limit, sort, cursor or include are not possible.
   */
  findMany<Name extends IncludeOf<T> = never>(
    filter?: Filter<T> | RuleExpr,
    options?: QueryOptions<Name, SortKey<T>>,
  ): Promise<PaginatedResult<Including<T, Name>>>
  /** Finds the first match in the order asked for, by default that of ids; or null. */
  findOne<Name extends IncludeOf<T> = never>(
    filter: Filter<T> | RuleExpr,
    options?: FindOptions<Name, SortKey<T>>,
  ): Promise<Including<T, Name> | null>
  /** Reads every match, in chunks of 500. Use where the number is small by nature. */
  findAll<Name extends IncludeOf<T> = never>(
    filter?: Filter<T> | RuleExpr,
    options?: FindOptions<Name, SortKey<T>>,
  ): Promise<readonly Including<T, Name>[]>
  /** Counts the matches exactly. */
  count(filter?: Filter<T> | RuleExpr, options?: CountOptions): Promise<number>
  /** Tells whether any record matches; reads none. */
  exists(filter: Filter<T> | RuleExpr, options?: CountOptions): Promise<boolean>
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
   * @throws ConflictError `entity.duplicate` or, when the record is gone that had it, `entity.id-used`,
   * from the flush, when a new record brings an id along that is not new.
   * @throws ConflictError `entity.stale` when its version is not the current one.
   */
  save(record: New): Promise<T>
  /** Writes several records in one statement per entity; when one is refused, none is written. */
  saveBatch(records: readonly New[]): Promise<readonly T[]>
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
   * Runs a nested unit: what was written meanwhile, of whatever entity, is dropped when `work` throws or
   * asks for it with `tx.rollback()`. Await it: what the handler does beside it counts as part of it.
   */
  transaction<R>(work: (tx: Transaction) => Promise<R>): Promise<R>
  /**
   * Asks the database one question in its own SQL, for what no filter says: sums, reports, windows. It
   * begins with `select` or `with`, names tables with their schema (`sales.orders`, columns in snake
   * case), and calls functions that compute alone; values are `$1`, `$2`, … It only reads, sees the
   * rows of the caller's organization alone, deleted ones included, and nothing that the unit of work
   * has changed. It ends after 5 seconds.
   *
   * @throws CoreError `repository.no-sql` where the database has none (`Database.hasSql`).
   * @throws BusinessError `repository.raw-refused`, naming what is not taken in a raw query.
   * @throws CoreError `repository.too-much` when it finds more than 10,000 rows.
   */
  raw(query: string, params?: readonly unknown[]): Promise<readonly RawRow[]>
}
