/** The outcome of what may be refused: a value or an error, never an exception. */
import type { CoreError } from '../errors/index.ts'

/** A success. */
export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

/** A refusal, or another failure that was to be expected. */
export interface Err<E> {
  readonly ok: false
  readonly error: E
}

/** What an operation came to; ask `ok` before reading `value` or `error`. */
export type Result<T, E = CoreError> = Ok<T> | Err<E>

/** Creates a success. */
export function Ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** Creates a failure. */
export function Err<E>(error: E): Err<E> {
  return { ok: false, error }
}
