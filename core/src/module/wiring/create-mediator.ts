/** The mediator of a system: its layers, and a handler for each message. */
import type { HandlerContext } from '../../context/index.ts'
import {
  AuthorizationMiddleware,
  bodyFailures,
  bodyOf,
  IdempotencyMiddleware,
  LoggingMiddleware,
  Mediator,
  type MessageKind,
  type MessageSchemas,
  type Middleware,
  type Permission,
  type PermissionResolver,
  RateLimitMiddleware,
  type RateLimiter,
  type Request,
  RetryMiddleware,
  type RetryOptions,
  subjectOf,
  type Tracer,
  TracingMiddleware,
  ValidationMiddleware,
} from '../../cqrs/index.ts'
import { ValidationError } from '../../errors/index.ts'
import type { Logger, Platform } from '../../primitives/index.ts'
import type { Database } from '../../repository/index.ts'
import { inUnit, reading } from '../running/handle-message.ts'
import type { KernelMessage } from '../messages/kernel-message.ts'

/** What surrounds the handlers. */
export interface MediatorParts {
  readonly permissions: PermissionResolver
  readonly platform: Platform
  readonly logger: Logger
  readonly database: Database
  readonly tracer: Tracer | null
  readonly rateLimiter: RateLimiter | null
  readonly retry: RetryOptions
  readonly idempotencyTtl: number
  readonly middleware: readonly Middleware<HandlerContext>[]
  readonly contextFor: (request: Request) => HandlerContext
}

/**
 * Makes the mediator: tracing, logging, rate limit, authorization, validation, layers of one's own,
 * idempotency, retry, unit of work, handler.
 */
export function createMediator(
  messages: readonly KernelMessage[],
  parts: MediatorParts,
): Mediator<HandlerContext> {
  const mediator = new Mediator(parts)
  for (const middleware of layersOf(parts, messages)) mediator.use(middleware)
  for (const message of messages) register(mediator, message, parts.platform)
  return mediator
}

function layersOf(
  parts: MediatorParts,
  messages: readonly KernelMessage[],
): readonly Middleware<HandlerContext>[] {
  const { tracer, logger, rateLimiter, permissions, platform, database } = parts
  return [
    ...(tracer ? [TracingMiddleware(tracer)] : []),
    LoggingMiddleware(logger, platform),
    ...(rateLimiter ? [RateLimitMiddleware(rateLimiter)] : []),
    AuthorizationMiddleware(permissions),
    ValidationMiddleware(schemasOf(messages), platform),
    ...parts.middleware,
    IdempotencyMiddleware(database.idempotency, parts.idempotencyTtl, platform),
    RetryMiddleware(parts.retry),
  ]
}

function schemasOf(messages: readonly KernelMessage[]): MessageSchemas {
  const keyOf = (type: string, kind: MessageKind) => `${kind} ${type}`
  const byKey = new Map(messages.map(({ type, kind, validator }) => [keyOf(type, kind), validator]))
  return { validatorOf: (type, kind) => byKey.get(keyOf(type, kind)) ?? null }
}

function register(
  mediator: Mediator<HandlerContext>,
  message: KernelMessage,
  platform: Platform,
): void {
  const { kind, type, handle } = message
  const traits = { allow: (request: Request) => permissionFor(message, request, platform) }
  if (kind === 'command') mediator.registerCommand(type, inUnit(handle), traits)
  else mediator.registerQuery(type, reading(handle), traits)
}

// Authorization stands before validation: nobody learns the schema of what he may not send. Only where
// no permission can be made of a body that breaks its schema is that what the sender hears.
function permissionFor(message: KernelMessage, request: Request, { clock }: Platform): Permission {
  try {
    return message.allow(bodyOf(request))
  } catch (error) {
    const { validator } = message
    const failures = validator && bodyFailures(validator, request, clock)
    throw failures ? new ValidationError(subjectOf(request), failures) : error
  }
}
