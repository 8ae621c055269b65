/** Makes an event for buses to carry. */
import type { DomainEvent } from '@plinth/core'

/** Makes an event of a type; all else of it is the same. */
export function eventOf(type: string): DomainEvent {
  return {
    id: 'evt_1',
    type,
    aggregateId: 'ord_1',
    aggregateType: 'Order',
    payload: { total: 1 },
    schemaVersion: 1,
    occurredAt: 0,
    actorId: null,
    orgId: 'org_1',
    correlationId: 'cor_1',
    causedBy: null,
    version: 1,
    source: 'module1',
  }
}
