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
}
