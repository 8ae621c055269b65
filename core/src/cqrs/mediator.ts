/**
 * Takes each message to its one handler, through the layers that surround them all.
 *
 * It is set up first (`use`, `registerCommand`, `registerQuery`) and asked then (`dispatch`, `query`);
 * handlers may still come later, layers not. The layers of a type are composed when the first message
 * of that type is sent.
 */
import { CoreError } from '../errors/index.ts'
import { meantOrKnown } from '../primitives/index.ts'
import type { Command, MessageKind, Query, Request } from './message.ts'
import { compose } from './pipeline/compose.ts'
import type { Middleware } from './pipeline/layer.ts'
import type { Route, RouteTraits } from './pipeline/route.ts'
import type { Handler } from './pipeline/passage.ts'
import type { Pipeline } from './pipeline/surround.ts'

/** Has a command done. */
export type CommandHandlerOf<Payload, Context> = (
  command: Command<Payload>,
  ctx: Context,
) => unknown

/** Answers a query. */
export type QueryHandlerOf<Params, Context> = (query: Query<Params>, ctx: Context) => unknown

/** What a mediator needs to know. */
export interface MediatorOptions<Context> {
  /** Makes the context of a message that is sent without one. */
  readonly contextFor: (request: Request) => Context
}

/** The way to all handlers. */
export class Mediator<Context> {
  readonly #contextFor: (request: Request) => Context
  readonly #layers: Middleware<Context>[] = []
  readonly #destinations: Readonly<Record<MessageKind, Map<string, Destination<Context>>>> = {
    command: new Map(),
    query: new Map(),
  }
  #hasSent = false

  constructor({ contextFor }: MediatorOptions<Context>) {
    this.#contextFor = contextFor
  }

  /**
   * Adds a layer inside those that were added before.
   *
   * @throws CoreError `system.invalid` once a message has been sent: some would have passed without it.
   */
  use(middleware: Middleware<Context>): void {
    if (this.#hasSent) throw setUpTooLate()
    this.#layers.push(middleware)
  }

  /** Registers the one handler of a command. @throws CoreError `system.invalid` when it has one. */
  registerCommand<Payload = unknown>(
    type: string,
    handler: CommandHandlerOf<Payload, Context>,
    traits: RouteTraits = {},
  ): void {
    this.#register({ kind: 'command', type, ...traits }, erased(handler))
  }

  /** Registers the one handler of a query. @throws CoreError `system.invalid` when it has one. */
  registerQuery<Params = unknown>(
    type: string,
    handler: QueryHandlerOf<Params, Context>,
    traits: RouteTraits = {},
  ): void {
    this.#register({ kind: 'query', type, ...traits }, erased(handler))
  }

  /**
   * Has a command done; resolves with what its handler answers. Without `ctx` it gets a context of
   * its own. Rejects with `message.unknown`, naming the nearest known type, when nobody handles it.
   */
  dispatch<Result = unknown>(command: Command, ctx?: Context): Promise<Result> {
    return answer<Result>(this.#send('command', command, ctx))
  }

  /** Has a query answered, as `dispatch` has a command done. */
  query<Result = unknown>(query: Query, ctx?: Context): Promise<Result> {
    return answer<Result>(this.#send('query', query, ctx))
  }

  #register(route: Route, handler: Handler<Context>): void {
    const { kind, type } = route
    const destinations = this.#destinations[kind]
    if (destinations.has(type)) throw handledAlready(route)
    destinations.set(type, { route, handler, pipeline: null })
  }

  #send(kind: MessageKind, request: Request, ctx?: Context): Promise<unknown> {
    const destination = this.#destinations[kind].get(request.type)
    if (!destination) return Promise.reject(this.#unknown(kind, request))
    const pipeline = destination.pipeline ?? this.#composed(destination)
    return pipeline(request, ctx ?? this.#contextFor(request))
  }

  #composed(destination: Destination<Context>): Pipeline<Context> {
    this.#hasSent = true
    const { route, handler } = destination
    destination.pipeline = compose(this.#layers, route, handler)
    return destination.pipeline
  }

  #unknown(kind: MessageKind, { type }: Request): CoreError {
    const name = nameIn(type)
    const hint = meantOrKnown(name, this.#destinations[kind].keys())
    return new CoreError('message.unknown', `there is no ${kind} "${name}". ${hint}`, {
      kind,
      type: name,
    })
  }
}

/** Where a type's messages go, and the way there once it has been made. */
interface Destination<Context> {
  readonly route: Route
  readonly handler: Handler<Context>
  pipeline: Pipeline<Context> | null
}

// It comes from outside: what is no text has no name.
function nameIn(type: unknown): string {
  return typeof type === 'string' ? type.slice(0, 200) : typeof type
}

function handledAlready({ kind, type }: Route): CoreError {
  return new CoreError('system.invalid', `${kind} "${type}" has a handler already`, { kind, type })
}

function setUpTooLate(): CoreError {
  return new CoreError(
    'system.invalid',
    'a mediator takes no more layers once it has sent a message; call use before the first one',
  )
}

// What a handler takes and answers is fixed where it is registered, and a sender says what he expects:
// between the two stands a table by name, which the compiler cannot see through.
function erased<Context>(handler: (message: never, ctx: Context) => unknown): Handler<Context> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return handler as Handler<Context>
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
function answer<Result>(promise: Promise<unknown>): Promise<Result> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return promise as Promise<Result>
}
