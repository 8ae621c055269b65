/** A layer in parts: what is done on the way in, and what on the way out. */
import type { Request } from '../message.ts'

/**
 * The two halves of a layer. A half that does not wait costs no promise.
 *
 * `State` is what the way in remembers for the way out of the same request.
 */
export interface Phase<Context, State = unknown> {
  /**
   * Runs before the layers inside. What it throws keeps them from running, and its own way out with
   * them; a `Reply` is the answer in their stead.
   */
  readonly before?: (request: Request, ctx: Context) => State | Reply | Promise<State | Reply>
  /**
   * Runs when the layers inside have ended, one way or the other. What it throws is the outcome from
   * there on; a `Reply` too. `again` sends the request inside once more, with the same state.
   */
  readonly after?: (request: Request, ctx: Context, ended: Ended<State>) => Left | Promise<Left>
}

/** What a way out may decide. */
export type Left = undefined | void | Reply | typeof again

/** How the layers inside have ended. */
export interface Ended<State = unknown> {
  readonly ok: boolean
  /** What was answered, when it ended well. */
  readonly value: unknown
  /** What was thrown, when it did not. */
  readonly error: unknown
  /** What the way in remembered. */
  readonly state: State
}

/** An answer that a layer gives in place of the handler. */
export class Reply {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }
}

/** Says that the layers inside shall run once more. */
export const again: unique symbol = Symbol('again')
