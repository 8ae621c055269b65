/** Turns what happened into an event: adds who, where, when, and what led to it. */
import type { Clock, IDGenerator } from '../primitives/index.ts'
import type { DomainEvent } from './event.ts'

/** On whose behalf, and as part of what, it happened. */
export interface EventOrigin {
  readonly organizationId: string
  readonly actorId: string | null
  readonly correlationId: string
  readonly causedBy: string | null
}

/** What happened to which record. */
export type Happening = Pick<
  DomainEvent,
  'type' | 'aggregateId' | 'aggregateType' | 'payload' | 'version' | 'source'
> & {
  /** Default 1. */
  readonly schemaVersion?: number
  /** Default: the present. */
  readonly occurredAt?: number
}

/** Makes the event, with an id of its own. */
export function stampEvent(
  happening: Happening,
  origin: EventOrigin,
  tools: { readonly clock: Clock; readonly ids: IDGenerator },
): DomainEvent {
  return {
    id: tools.ids.generateFor('evt_'),
    schemaVersion: 1,
    ...happening,
    occurredAt: happening.occurredAt ?? tools.clock.now(),
    actorId: origin.actorId,
    orgId: origin.organizationId,
    correlationId: origin.correlationId,
    causedBy: origin.causedBy,
  }
}
