/** An event of an order, for tests that say only what matters of it. */
import type { DomainEvent } from './event.ts'

/** Makes the event of the order `ord_1` in `org_a`, with what is said otherwise. */
export function orderEvent(said: Partial<DomainEvent> = {}): DomainEvent {
  return {
    id: 'evt_1',
    type: 'sales.order.placed',
    aggregateId: 'ord_1',
    aggregateType: 'Order',
    payload: {},
    occurredAt: 0,
    actorId: null,
    orgId: 'org_a',
    correlationId: 'cor_1',
    causedBy: null,
    version: 1,
    source: 'sales',
    schemaVersion: 1,
    ...said,
  }
}
