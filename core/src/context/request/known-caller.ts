/** The caller of a request that has its ids, and how each part of the system is told who asks. */
import { isSpanId, isTraceId, type MessageOrigin, type SpanContext } from '../../cqrs/index.ts'
import type { IDGenerator, LogFacts } from '../../primitives/index.ts'
import type { JobOrigin } from '../../queue/index.ts'
import type { UnitScope } from '../../repository/index.ts'
import type { Caller } from '../caller.ts'

/** A caller, and the event whose handling makes him ask. */
export interface Asking extends Caller {
  /** Default: no event, as when a person asks. */
  readonly causedBy?: string | null
}

/** A caller of whom nothing is left out that a request is known by. */
export interface KnownCaller extends Caller {
  readonly requestId: string
  readonly correlationId: string
  readonly causedBy: string | null
}

/** Completes a caller: a request without an id gets a new one, which correlates what it sets off. */
export function knownCaller(ids: Pick<IDGenerator, 'generateFor'>, asking: Asking): KnownCaller {
  const { causedBy = null, requestId = ids.generateFor('req_') } = asking
  return { ...asking, requestId, correlationId: asking.correlationId ?? requestId, causedBy }
}

/** On whose behalf the units of work of a request work; the system's own are nobody's. */
export function scopeOf(caller: KnownCaller): UnitScope {
  const { id, type } = caller.actor
  return { ...jobOriginOf(caller), actorId: type === 'system' ? null : id }
}

/** Where a job comes from that a request adds. */
export function jobOriginOf({ org, correlationId, causedBy }: KnownCaller): JobOrigin {
  return { organizationId: org.id, correlationId, causedBy }
}

/** Where a message comes from that a request sends. */
export function messageOriginOf(caller: KnownCaller): MessageOrigin {
  const { actor, org, correlationId, causedBy } = caller
  return { actorId: actor.id, orgId: org.id, correlationId, causedBy }
}

/** What each line of a request's log says beside its own. */
export function logFactsOf(
  { actor, org, correlationId }: KnownCaller,
  spanId: string | null,
): LogFacts {
  return { correlationId, ...(spanId !== null && { spanId }), org: org.id, actor: actor.id }
}

/** The place in a trace that a request came with; null when its ids are none of a trace. */
export function remoteSpanOf({ correlationId, requestId }: KnownCaller): SpanContext | null {
  if (!isTraceId(correlationId) || !isSpanId(requestId)) return null
  return { traceId: correlationId, spanId: requestId }
}

/** In characters: what comes in a header may be long. */
const longestUserAgent = 512

/** What the client calls itself, cut to 512 characters; null when it does not say. */
export function userAgentOf({ userAgent }: KnownCaller): string | null {
  return userAgent?.slice(0, longestUserAgent) ?? null
}
