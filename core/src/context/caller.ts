/** Who stands behind a request, as the outside has established it. */
import type { Actor } from '../cqrs/index.ts'
import type { Organization } from './system-context.ts'

/** An identified caller, and the request that he makes. */
export interface Caller {
  readonly actor: Actor
  readonly org: Organization
  /** Default: a new id. */
  readonly requestId?: string
  /** Default: the request's id. */
  readonly correlationId?: string
  /** The address that the request came from. Default: none, as when the system itself asks. */
  readonly ip?: string
  /** What the client calls itself, `User-Agent` of RFC 9110; anyone can write anything there. Default: none. */
  readonly userAgent?: string
}
