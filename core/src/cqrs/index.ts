/** Commands and queries: how modules are asked, and asked by each other. */
export {
  type CommandDefinition,
  type CommandTraits,
  commandDefinition,
  type DefineCommand,
  type DefineQuery,
  type Handle,
  type MessageDeclaration,
  type MessageTraits,
  type QueryDefinition,
  type QueryTraits,
  queryDefinition,
} from './define-message.ts'
export {
  type KeptText,
  type KeyedCommand,
  keyedCommand,
  recordOf,
  usualKeep,
} from './idempotent.ts'
export {
  type CommandHandlerOf,
  Mediator,
  type MediatorOptions,
  type QueryHandlerOf,
} from './mediator.ts'
export {
  bodyOf,
  type Command,
  type AnswerOf,
  type CommandMessage,
  isCommand,
  type MessageKind,
  type MessageOrigin,
  type Query,
  type QueryMessage,
  type Render,
  type Request,
  subjectOf,
} from './message.ts'
export type { MessageContext } from './message-context.ts'
export { AuthorizationMiddleware } from './middleware/authorization.ts'
export { IdempotencyMiddleware } from './middleware/idempotency.ts'
export { LoggingMiddleware } from './middleware/logging.ts'
export { RateLimitMiddleware } from './middleware/rate-limit.ts'
export { RetryMiddleware } from './middleware/retry.ts'
export { TracingMiddleware } from './middleware/tracing.ts'
export { bodyFailures, type MessageSchemas, ValidationMiddleware } from './middleware/validation.ts'
export {
  type Actor,
  type Permission,
  type PermissionResolver,
  permission,
  type RoleGrants,
} from './permission.ts'
export type { Layer, Middleware } from './pipeline/layer.ts'
export { again, type Ended, type Left, type Phase, Reply } from './pipeline/phase.ts'
export type { Route, RouteTraits } from './pipeline/route.ts'
export { renderedAnswer } from './rendering.ts'
export {
  memoryIdempotencyStore,
  type MemoryIdempotencyOptions,
} from './port/memory-idempotency-store.ts'
export { memoryRateLimiter, type MemoryRateLimits } from './port/memory-rate-limiter.ts'
export { type FinishedSpan, memoryTracer, type MemoryTracer } from './port/memory-tracer.ts'
export type { RateLimit, RateLimiter, RateLimitKey, RateVerdict } from './port/rate-limiter.ts'
export { roleTable } from './port/role-table.ts'
export {
  isSpanId,
  isTraceId,
  type Span,
  type SpanContext,
  type SpanOptions,
  type Tracer,
} from './port/tracer.ts'
export { repeat } from './retry/repeat.ts'
export type { Backoff, RetryOptions } from './retry/retry-policy.ts'
