/** What the main thread and the database's thread say to each other. */

/** First word to the thread: which database to open. Without a directory it lives in memory. */
export interface OpenRequest {
  readonly directory: string | null
  /** What a new database begins as. Null takes the template. */
  readonly archive: Uint8Array | null
}

/** Every later word: wire protocol, or the wish for a copy of the whole database. */
export type Request = Uint8Array | 'dump'

/** What the thread says beside wire protocol. */
export type News =
  | { readonly kind: 'ready'; readonly templateMade: boolean }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'dump'; readonly archive: Uint8Array }
