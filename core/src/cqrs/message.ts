/** What is asked of a module: a command changes something, a query only reads. */

declare const resultType: unique symbol

/** Writes the answer of a handler as its sender has it: the HTTP adapter as status, headers and body. */
export type Render = (answer: unknown) => string | Promise<string>

/** A command before it is dispatched: what to do, and with what. `Result` is what it answers. */
export interface CommandMessage<Payload = unknown, Result = unknown> {
  readonly type: string
  readonly payload: Payload
  /** The sender's own name for this one sending: sent again under it, the command is not done again. */
  readonly idempotencyKey?: string
  /**
   * Makes of the handler's answer what is answered instead: a text. Under a key that is kept with the
   * changes, and a second sending gets it to the byte.
   */
  readonly render?: Render
  readonly [resultType]?: Result
}

/** A query before it is asked: what to read, and which. `Result` is what it answers. */
export interface QueryMessage<Params = unknown, Result = unknown> {
  readonly type: string
  readonly params: Params
  readonly [resultType]?: Result
}

/** What a declared command or query answers: `AnswerOf<typeof openOrders>`. */
export type AnswerOf<Declared> = Declared extends (body: never) => {
  readonly [resultType]?: infer Answer
}
  ? Answer
  : never

/** On whose behalf, and as part of what, a message is handled. */
export interface MessageOrigin {
  readonly actorId: string
  readonly orgId: string
  /** The same for everything that one request sets off. */
  readonly correlationId: string
  /** The event whose handling sent it; null or absent otherwise. */
  readonly causedBy?: string | null
}

/** A command on its way to its handler. */
export interface Command<Payload = unknown> extends MessageOrigin {
  readonly type: string
  readonly payload: Payload
  /** Sent again by the same actor under the same key, the command is answered and not done again. */
  readonly idempotencyKey?: string
  /** How its sender wants to be answered. */
  readonly render?: Render
}

/** A query on its way to its handler. */
export interface Query<Params = unknown>
  extends Pick<MessageOrigin, 'actorId' | 'orgId'>,
    Partial<Pick<MessageOrigin, 'correlationId' | 'causedBy'>> {
  readonly type: string
  readonly params: Params
}

/** Anything that the mediator takes: what has a `payload` is a command, what has `params` a query. */
export type Request = Command | Query

/** What a message asks for. */
export type MessageKind = 'command' | 'query'

/** Tells whether a request asks for a change. */
export function isCommand(request: Request): request is Command {
  return 'payload' in request
}

/** Names what a request asks for. */
export function kindOf(request: Request): MessageKind {
  return isCommand(request) ? 'command' : 'query'
}

/** Names a request in sentences: `The command "sales.placeOrder"`. */
export function subjectOf(request: Request): string {
  return `The ${kindOf(request)} "${request.type}"`
}

/** What a request carries: a command's payload, a query's params. */
export function bodyOf(request: Request): unknown {
  return isCommand(request) ? request.payload : request.params
}
