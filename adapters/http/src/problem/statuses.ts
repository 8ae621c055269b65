/** The table of statuses: each error code, what HTTP calls it, and its title. */
import {
  AuthenticationError,
  AuthorizationError,
  BusinessError,
  ConflictError,
  type CoreError,
  IntegrationError,
  type KnownErrorCode,
  NotFoundError,
  ValidationError,
} from '@plinth/core'
import type { HttpErrorCode } from './http-error.ts'

/** What HTTP says of an error code. */
export interface ProblemKind {
  /** As in RFC 9110. */
  readonly status: number
  /** The same for every problem of the code, as RFC 9457 asks. */
  readonly title: string
  /** The seconds after which the same request may succeed, for `Retry-After`. */
  readonly retryAfter?: number
}

const broken = (title = 'Something broke inside the server'): ProblemKind => ({
  status: 500,
  title,
})

const kinds: Readonly<Record<KnownErrorCode | HttpErrorCode, ProblemKind>> = {
  'http.body-malformed': { status: 400, title: 'The body is not JSON' },
  'http.body-missing': { status: 400, title: 'The request needs a body' },
  'http.body-shape': { status: 400, title: 'The body is not a JSON object' },
  'http.body-too-deep': { status: 400, title: 'The body is nested too deeply' },
  'http.body-forbidden-key': { status: 400, title: 'The body has a key that is not allowed' },
  'http.body-too-large': { status: 413, title: 'The body is too large' },
  'http.parameters-invalid': { status: 400, title: 'The query string is not valid' },
  'http.precondition-malformed': { status: 400, title: 'The condition is not well formed' },
  'http.address-malformed': { status: 400, title: 'The address is not well formed' },
  'http.address-too-long': { status: 414, title: 'The address is too long' },
  'http.request-malformed': { status: 400, title: 'The request is not well formed' },
  'http.headers-too-large': { status: 431, title: 'The header fields are too large' },
  'http.request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'http.media-type': { status: 415, title: 'The body is of a kind that is not taken' },
  'http.route-unknown': { status: 404, title: 'There is nothing at this address' },
  'http.method-not-allowed': { status: 405, title: 'The address does not take this method' },
  'http.answer-timeout': { status: 503, title: 'The answer took too long', retryAfter: 5 },
  'http.stopping': { status: 503, title: 'The server is stopping', retryAfter: 5 },
  'http.not-ready': { status: 503, title: 'The system is not ready', retryAfter: 5 },

  'repository.too-much': { status: 422, title: 'The answer would be too large' },
  'repository.no-sql': broken(),
  'repository.raw-refused': broken(),
  'entity.unknown': broken(),
  'entity.not-found': { status: 404, title: 'There is no such record' },
  'entity.stale': { status: 409, title: 'The record has changed since it was read' },
  'entity.duplicate': { status: 409, title: 'Another record has this value already' },
  'entity.computed-failed': broken(),
  'entity.id-used': { status: 409, title: 'The id was used before' },
  'entity.in-use': { status: 409, title: 'The record is still referred to' },
  'validation.failed': { status: 400, title: 'The input breaks its schema' },
  'state.unknown': broken(),
  'state.invalid': broken(),
  'state.refused': { status: 409, title: 'The record does not take this event now' },
  'auth.required': { status: 401, title: 'The request does not say who is asking' },
  'auth.forbidden': { status: 403, title: 'The caller may not do this' },
  'message.unknown': { status: 404, title: 'There is no such message' },
  'message.next-twice': broken(),
  'rate.limited': { status: 429, title: 'The caller has sent this too often' },
  'idempotency.key-invalid': { status: 400, title: 'The idempotency key is not well formed' },
  'idempotency.mismatch': { status: 422, title: 'The idempotency key belongs to another request' },
  'idempotency.erased': { status: 410, title: 'The answer has been erased' },
  'idempotency.busy': { status: 409, title: 'The first request still runs', retryAfter: 1 },
  'idempotency.taken': { status: 409, title: 'Another request was faster', retryAfter: 1 },
  'event.undeclared': broken(),
  'event.pattern-invalid': { status: 400, title: 'This is no pattern of events' },
  'event.upcast-failed': broken(),
  'event.unhandled': broken(),
  'unit.read-only': broken(),
  'unit.ended': broken(),
  'unit.entangled': broken(),
  'rule.invalid': { status: 400, title: 'The condition is not valid' },
  'rule.unknown': { status: 400, title: 'There is no such rule' },
  'rule.fact-missing': broken(),
  'money.invalid': { status: 422, title: 'This is not valid money' },
  'money.overflow': { status: 422, title: 'The amount is too large' },
  'money.mixed-currencies': { status: 422, title: 'The currencies do not go together' },
  'id.invalid': { status: 400, title: 'The identifier is not well formed' },
  'system.invalid': broken(),
  'system.stopped': { status: 503, title: 'The system is not running', retryAfter: 5 },
  'config.invalid': broken(),
  'config.unknown': broken(),
  'module.unknown': broken(),
  'adapter.missing': broken(),
  'adapter.taken': broken(),
  'adapter.refused': { status: 502, title: 'A service outside will not do this' },
  'adapter.failed': { status: 502, title: 'A service outside failed' },
  'adapter.timeout': { status: 504, title: 'A service outside took too long' },
  'job.unknown': broken(),
  'job.not-found': { status: 404, title: 'There is no such job' },
  'job.ambiguous': { status: 409, title: 'Several jobs have this id' },
  'job.state': { status: 409, title: 'The job does not allow this now' },
  'job.timeout': broken(),
  'job.lost': { status: 409, title: 'The job is no longer in these hands' },
  'schedule.invalid': broken(),
  'schedule.unknown': { status: 404, title: 'There is no such schedule' },
  'delivery.handled': broken(),
  'delivery.late': broken(),
  'realtime.channel-invalid': { status: 400, title: 'This is no channel' },
  'realtime.client-taken': { status: 409, title: 'The client is connected already' },
  'realtime.client-unknown': { status: 404, title: 'There is no such client' },
  'realtime.full': { status: 503, title: 'Too many are connected', retryAfter: 30 },
  'timer.gone': broken(),
  'database.unreachable': { status: 503, title: 'The database does not answer', retryAfter: 2 },
  'database.refused': { status: 503, title: 'The database refuses the server', retryAfter: 30 },
  'database.unsafe': { status: 503, title: 'The database is not safe to use', retryAfter: 30 },
  'database.taken': { status: 500, title: 'The database is of another system' },
  'database.locked': { status: 503, title: 'The database is in use elsewhere', retryAfter: 30 },
  'database.timeout': { status: 503, title: 'The database took too long', retryAfter: 5 },
  'database.contention': { status: 503, title: 'Too many want the same at once', retryAfter: 1 },
  'database.failed': broken(),
  'migration.refused': broken(),
  internal: broken(),
}

const kindByCode: ReadonlyMap<string, ProblemKind> = new Map(Object.entries(kinds))

// In this order: the first class that an error of an unknown code belongs to decides.
const kindByClass: readonly [new (...rest: never[]) => CoreError, ProblemKind][] = [
  [ValidationError, kinds['validation.failed']],
  [NotFoundError, { status: 404, title: 'There is no such thing' }],
  [AuthenticationError, kinds['auth.required']],
  [AuthorizationError, kinds['auth.forbidden']],
  [ConflictError, { status: 409, title: 'The change collides with another one' }],
  [BusinessError, { status: 422, title: 'A rule of the business forbids it' }],
  [IntegrationError, { status: 502, title: 'A service outside failed', retryAfter: 5 }],
]

/** Finds what HTTP says of an error: by its code, or, for the code of a module, by its class. */
export function kindOf(error: CoreError): ProblemKind {
  const known = kindByCode.get(error.code)
  if (known) return known

  const [, kind = kinds.internal] = kindByClass.find(([Class]) => error instanceof Class) ?? []
  return kind
}

/** Lists the codes that the table knows, with what HTTP says of each. */
export function knownKinds(): ReadonlyMap<string, ProblemKind> {
  return kindByCode
}
