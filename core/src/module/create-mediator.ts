/** The mediator of a system: its layers, and a handler for each message. */
import type { HandlerContext } from '../context/index.ts'
import {
  authorization,
  bodyOf,
  logging,
  Mediator,
  type MediatorMiddleware,
  type Permission,
  type PermissionResolver,
  type Request,
  subjectOf,
  validation,
} from '../cqrs/index.ts'
import { CoreError, ValidationError } from '../errors/index.ts'
import type { Clock } from '../primitives/index.ts'
import type { KernelMessage } from './messages/kernel-message.ts'
import { asRecord } from './messages/given-fields.ts'

/** What surrounds the handlers. */
export interface MediatorParts {
  readonly permissions: PermissionResolver
  readonly clock: Clock
  readonly middleware: readonly MediatorMiddleware<HandlerContext>[]
}

/** Makes the mediator: logging, authorization, validation, unit of work, handler. */
export function createMediator(
  messages: readonly KernelMessage[],
  { permissions, clock, middleware }: MediatorParts,
): Mediator<HandlerContext> {
  const byKey = new Map(messages.map((message) => [keyOf(message), message]))
  const messageOf = (request: Request) => found(byKey.get(keyOf(request)), request)
  const phases = [
    logging<HandlerContext>(),
    authorization<HandlerContext>(permissions, (request) =>
      permissionFor(messageOf(request), request, clock),
    ),
    validation<HandlerContext>((request) => check(messageOf(request), request, clock)),
  ]

  const mediator = new Mediator({ phases, middleware, elapsed: () => clock.elapsed() })
  for (const { kind, type, handle } of messages) {
    mediator.register({ kind, type, handle: kind === 'command' ? inUnit(handle) : reading(handle) })
  }
  return mediator
}

// Authorization stands before validation: nobody learns the schema of what he may not send. Only where
// no permission can be made of a body that breaks its schema is that what the sender hears.
function permissionFor(message: KernelMessage, request: Request, clock: Clock): Permission {
  const body = bodyOf(request)
  try {
    return message.allow(body)
  } catch (error) {
    const failures = check(message, request, clock)
    throw failures ? new ValidationError(subjectOf(request), failures) : error
  }
}

// What is checked may be anything, and a body that is no object has no fields.
function check({ validator, type: name }: KernelMessage, request: Request, clock: Clock) {
  if (!validator) return null

  const body = bodyOf(request)
  const { actorId, orgId } = request
  const schema = { name, fields: validator.fields }
  const sender = { schema, actorId, orgId, now: clock.now() }
  return validator.check(body, {
    entity: asRecord(body) ?? {},
    isCreate: true,
    isUpdate: false,
    ...sender,
  })
}

function inUnit(handle: KernelMessage['handle']): KernelMessage['handle'] {
  return (request, ctx) => ctx.inUnit((inner) => handle(request, inner))
}

function reading(handle: KernelMessage['handle']): KernelMessage['handle'] {
  return (request, ctx) => handle(request, ctx.reading())
}

function found(message: KernelMessage | undefined, { kind, type }: Request): KernelMessage {
  if (message) return message
  throw new CoreError('message.unknown', `there is no ${kind} "${type}"`, { kind, type })
}

function keyOf({ kind, type }: { readonly kind: string; readonly type: string }): string {
  return `${kind} ${type}`
}
