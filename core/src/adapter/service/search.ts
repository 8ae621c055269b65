/** The contract of full-text search: documents in, the best of them out, each in its organization. */
import type { Adapter } from '../adapter.ts'

/** A value that one can filter and sort by. */
export type SearchScalar = string | number | boolean | null

/** A value of a document: what people search for, or what one filters by. */
export type SearchValue = SearchScalar | readonly SearchScalar[]

/** Documents of one kind of one organization; no others can be named. */
export interface SearchPlace {
  readonly organizationId: string
  /** `sales.orders`: lower-case letters, digits, `_`, `-` and `.`. It exists once it is written to. */
  readonly collection: string
}

/** What can be found. */
export interface SearchDocument {
  readonly id: string
  readonly fields: Readonly<Record<string, SearchValue>>
}

/** What is looked for. */
export interface SearchQuery extends SearchPlace {
  /** Every word has to be found, in any field, whatever its case; the last one may be unfinished. Default: all documents. */
  readonly text?: string
  /** Only documents whose field is, or holds, this value (one of these values). Default: all. */
  readonly filter?: Readonly<Record<string, SearchScalar | readonly SearchScalar[]>>
  /** Default: the best first; documents of one score by id. */
  readonly sort?: { readonly field: string; readonly direction: 'asc' | 'desc' }
  /** At most this many, 1 to 250. Default 20. */
  readonly limit?: number
  /** Leaves out as many from the front, 0 to 10,000. Default 0. */
  readonly offset?: number
}

/** A document that was found. */
export interface SearchHit {
  readonly id: string
  /** More is better; comparable within one answer only. */
  readonly score: number
  readonly fields: Readonly<Record<string, SearchValue>>
}

/** What was found. */
export interface SearchResult {
  readonly hits: readonly SearchHit[]
  /** All that fits, whatever the limit; engines may estimate above 1,000. */
  readonly total: number
}

/** Finds documents by their words. */
export interface SearchAdapter extends Adapter {
  /** Writes documents, replacing those of the same id. Searches find them once it has resolved. */
  index(place: SearchPlace, documents: readonly SearchDocument[]): Promise<void>
  /** Takes documents out. Those that are not there are out already. */
  remove(place: SearchPlace, ids: readonly string[]): Promise<void>
  /** Takes all documents of the place out, as before it is filled anew. */
  clear(place: SearchPlace): Promise<void>
  /** Finds documents; none in a collection that nobody has written to. */
  search(query: SearchQuery): Promise<SearchResult>
}
