/** What a read may ask for beside its filter, and what a page is. */

/** Which records belong to the answer. */
export interface CountOptions {
  /** Includes deleted records. Default false. */
  readonly withDeleted?: boolean
}

/** What is read beside the records themselves. */
export interface ReadOptions<Name extends string = string> extends CountOptions {
  /**
   * Refs of the same module whose records are put beside the fields, in one query a ref and level:
   * `customerId` puts the customer under `customer`, `customerId.regionId` his region under that. They
   * are to be read: a save leaves them out. At most 20, each 4 refs deep, 10,000 records behind a ref.
   */
  readonly include?: readonly Name[]
}

/** In which order, and what beside. */
export interface FindOptions<Name extends string = string, Key extends string = string>
  extends ReadOptions<Name> {
  /** Default: by id, which is by time of creation. Ties are broken by id. */
  readonly sort?: readonly SortSpec<Key>[]
}

/** Which page, and how much of the rest. */
export interface QueryOptions<Name extends string = string, Key extends string = string>
  extends FindOptions<Name, Key> {
  /** Counted from 1. Default 1. Not together with `after`. */
  readonly page?: number
  /** Records a page. Default 50, at most 500. */
  readonly limit?: number
  /** Continues behind the page that gave this cursor; the sort must be the same. */
  readonly after?: string
  /** Counts all matches: `exact`, `capped` at 1,001, or `none`. Default `none`. */
  readonly total?: 'exact' | 'capped' | 'none'
}

/** One key of an order. Null comes first when ascending. */
export interface SortSpec<Key extends string = string> {
  readonly field: Key
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
