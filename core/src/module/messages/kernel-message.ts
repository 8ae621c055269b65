/** A message as the mediator knows it: who may send it, what its body must be, who handles it. */
import type { HandlerContext } from '../../context/index.ts'
import {
  bodyOf,
  type Handle,
  isCommand,
  type MessageKind,
  type MessageTraits,
  type Permission,
  type Request,
} from '../../cqrs/index.ts'
import { createValidator, type SchemaValidator } from '../../schema/index.ts'
import type { Values } from '../../repository/index.ts'
import { asRecord } from './given-fields.ts'

/** A message that the system understands. */
export interface KernelMessage {
  readonly kind: MessageKind
  readonly type: string
  /** Null where the handler checks the body itself: a record is checked when it is saved. */
  readonly validator: SchemaValidator | null
  /** What its sender must hold; it may depend on the body. */
  readonly allow: (body: unknown) => Permission
  readonly handle: (request: Request, ctx: HandlerContext) => unknown
}

/** A command or a query as a module declares it. */
export interface DeclaredMessage extends MessageTraits {
  readonly kind: MessageKind
  readonly handle: Handle | undefined
}

/** Turns a declaration into a message: its body is checked, completed, and handed to its handler. */
export function declaredMessage(definition: DeclaredMessage): KernelMessage {
  const { kind, type, fields, allow, handle } = definition
  const validator = createValidator(fields, { trusted: true })
  return {
    kind,
    type,
    validator,
    allow: permissionFor(allow, validator),
    handle: (request, ctx) => call(handle, withBody(request, validator), ctx),
  }
}

function withBody(request: Request, validator: SchemaValidator): Request {
  const body = completed(bodyOf(request), validator)
  return isCommand(request) ? { ...request, payload: body } : { ...request, params: body }
}

function completed(body: unknown, validator: SchemaValidator): Values {
  return validator.complete(asRecord(body) ?? {})
}

// A declaration's handler was checked against the fields of its input where it was written; by the time
// a request arrives its body has been checked against the same fields.
function call(handle: Handle | undefined, request: Request, ctx: HandlerContext): unknown {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  const bound = handle as (request: Request, ctx: HandlerContext) => unknown
  return bound(request, ctx)
}

// The permission follows from what the handler will get, defaults included. It is asked for before the
// body is checked: what may then throw is told as the mistake of the body that it is.
function permissionFor(
  allow: MessageTraits['allow'],
  validator: SchemaValidator,
): KernelMessage['allow'] {
  if (typeof allow !== 'function') return () => allow
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see `call`
  const bound = allow as (body: unknown) => Permission
  return (body) => bound(completed(body, validator))
}
