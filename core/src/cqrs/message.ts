/** What is asked of a module: a command changes something, a query only reads. */

declare const resultType: unique symbol

/** A command before it is dispatched: what to do, and with what. `Result` is what it answers. */
export interface CommandMessage<Payload = unknown, Result = unknown> {
  readonly type: string
  readonly payload: Payload
  readonly [resultType]?: Result
}

/** A query before it is asked: what to read, and which. `Result` is what it answers. */
export interface QueryMessage<Params = unknown, Result = unknown> {
  readonly type: string
  readonly params: Params
  readonly [resultType]?: Result
}

/** On whose behalf, and as part of what, a message is handled. */
export interface MessageOrigin {
  readonly actorId: string
  readonly orgId: string
  /** The same for everything that one request sets off. */
  readonly correlationId: string
  /** The event whose handling sent it; null otherwise. */
  readonly causedBy: string | null
}

/** A command on its way to its handler. */
export interface Command<Payload = unknown> extends MessageOrigin {
  readonly kind: 'command'
  readonly type: string
  readonly payload: Payload
}

/** A query on its way to its handler. */
export interface Query<Params = unknown> extends MessageOrigin {
  readonly kind: 'query'
  readonly type: string
  readonly params: Params
}

/** Anything that the mediator takes. */
export type Request = Command | Query

/** Names a request in sentences: `The command "sales.placeOrder"`. */
export function subjectOf({ kind, type }: Request): string {
  return `The ${kind} "${type}"`
}

/** What a request carries: a command's payload, a query's params. */
export function bodyOf(request: Request): unknown {
  return request.kind === 'command' ? request.payload : request.params
}
