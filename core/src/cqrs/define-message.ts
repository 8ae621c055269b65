/** Declares commands and queries: what they take, who may send them, and what is done. */
import {
  type FieldSchema,
  type Fields,
  type InputOf,
  keyed,
  type ValuesOf,
} from '../schema/index.ts'
import type { Command, CommandMessage, Query, QueryMessage } from './message.ts'
import { type Permission, permission } from './permission.ts'

/** What every declared message says of itself. */
export interface MessageTraits {
  /** `module.verbNoun`: `sales.placeOrder`. */
  readonly type: string
  readonly fields: readonly FieldSchema[]
  /** What the caller must hold, or how that follows from what is asked. */
  readonly allow: Permission | ((body: never) => Permission)
  readonly description?: string
}

/** What every declared command says of itself. */
export interface CommandTraits extends MessageTraits {
  readonly kind: 'command'
  /** Absent when it comes as data and nobody has written it: the boot names it then. */
  readonly handle: Handle | undefined
}

/** What every declared query says of itself. */
export interface QueryTraits extends MessageTraits {
  readonly kind: 'query'
  readonly handle: Handle | undefined
}

/** A declared command. Called with a payload, it makes a message to dispatch. */
export interface CommandDefinition<F extends Fields = Fields, Result = unknown>
  extends CommandTraits {
  (payload: InputOf<F>): CommandMessage<InputOf<F>, Result>
}

/** A declared query. Called with params, it makes a message to ask. */
export interface QueryDefinition<F extends Fields = Fields, Result = unknown> extends QueryTraits {
  (params: InputOf<F>): QueryMessage<InputOf<F>, Result>
}

/** A handler whose request and context types were checked where it was declared. */
export type Handle = (request: never, ctx: never) => unknown

/** What a declaration says. */
export interface MessageDeclaration<F extends Fields, Handler> {
  readonly input: F
  /** What the caller must hold. Default: the permission that has the message's own name. */
  readonly allow?: Permission | ((body: ValuesOf<F>) => Permission)
  readonly description?: string
  readonly handle: Handler
}

/** Declares a command; `Context` is bound once, where the context is known. */
export type DefineCommand<Context> = <const F extends Fields, Result>(
  type: string,
  declaration: MessageDeclaration<
    F,
    (command: Command<ValuesOf<F>>, ctx: Context) => Result | Promise<Result>
  >,
) => CommandDefinition<F, Awaited<Result>>

/** Declares a query; `Context` is bound once, where the context is known. */
export type DefineQuery<Context> = <const F extends Fields, Result>(
  type: string,
  declaration: MessageDeclaration<
    F,
    (query: Query<ValuesOf<F>>, ctx: Context) => Result | Promise<Result>
  >,
) => QueryDefinition<F, Awaited<Result>>

/** Makes the value of a command: a message factory that carries its declaration. */
export function commandDefinition<F extends Fields, Result>(
  type: string,
  declaration: MessageDeclaration<F, Handle>,
): CommandDefinition<F, Result> {
  const message = (payload: InputOf<F>) => Object.freeze({ type, payload })
  return Object.freeze(
    Object.assign(message, { kind: 'command', ...traits(type, declaration) } as const),
  )
}

/** Makes the value of a query: a message factory that carries its declaration. */
export function queryDefinition<F extends Fields, Result>(
  type: string,
  declaration: MessageDeclaration<F, Handle>,
): QueryDefinition<F, Result> {
  const message = (params: InputOf<F>) => Object.freeze({ type, params })
  return Object.freeze(
    Object.assign(message, { kind: 'query', ...traits(type, declaration) } as const),
  )
}

function traits<F extends Fields>(type: string, declaration: MessageDeclaration<F, Handle>) {
  const { input, allow = permission(type), handle, ...rest } = declaration
  return { type, fields: keyed(input), allow, handle, ...rest }
}
