/** The port to what was answered before: a command sent again under its key is not done again. */

/** One sending of one command: a key means nothing to another tenant, actor or command. */
export interface IdempotencySlot {
  readonly organizationId: string
  readonly actorId: string
  /** The command's type. */
  readonly type: string
  /** The sender's own name for it: 1 to 255 characters. */
  readonly key: string
}

/** What was done under a key. */
export interface IdempotencyRecord {
  /** Of the payload: the same payload has the same one. Null once a record that it told of was erased. */
  readonly fingerprint: string | null
  /** What was answered, as JSON, to be kept to the byte; null when there is nothing to keep, and once it is erased. */
  readonly answer: string | null
  /** From then on the key is free again; milliseconds since 1970. */
  readonly expiresAt: number
}

/** What is left of a record when something that its answer told of is erased: that it was done. */
export function erasedRecord({ expiresAt }: IdempotencyRecord): IdempotencyRecord {
  return { fingerprint: null, answer: null, expiresAt }
}

/** The right to do what a key stands for, until it is kept or released. */
export interface IdempotencyClaim {
  /** Keeps what was done. Who waits for the key gets it. */
  keep(record: IdempotencyRecord): void | Promise<void>
  /** Gives the key back: nothing was done. */
  release(): void | Promise<void>
}

/** Whose turn it is. */
export type IdempotencyTurn =
  | { readonly kept: IdempotencyRecord }
  | { readonly claim: IdempotencyClaim }

/** Remembers what was done under which key. */
export interface IdempotencyStore {
  /**
   * Looks the key up: what was done under it and has not expired by `now`, or the right to do it.
   *
   * A store of its own gives the right to one at a time, and lets rivals wait for him a moment; the
   * right ends by itself when its holder is gone. A store in the database that the command writes to
   * gives it to all: there the record commits with the changes, and of rivals one commits.
   *
   * @throws ConflictError `idempotency.busy` when a rival is still at it after the wait.
   */
  begin(slot: IdempotencySlot, now: number): Promise<IdempotencyTurn>
  /** Reads what was done under the key; null when nothing was, or it has expired by `now`. */
  find(slot: IdempotencySlot, now: number): Promise<IdempotencyRecord | null>
}
