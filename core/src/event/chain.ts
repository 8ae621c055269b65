/** Follows events back to what led to them. */
import type { DomainEvent } from './event.ts'

/**
 * Lists what led to an event: what began it comes first, the event itself last. It goes back as far as
 * the events given do; those of one correlation id hold every chain that one request began.
 */
export function chainOf(event: DomainEvent, events: Iterable<DomainEvent>): readonly DomainEvent[] {
  const byId = new Map([...events].map((each) => [each.id, each]))
  const chain: DomainEvent[] = []
  for (let link: DomainEvent | undefined = event; link; link = causeOf(link, byId)) {
    byId.delete(link.id)
    chain.unshift(link)
  }
  return chain
}

function causeOf(
  { causedBy }: DomainEvent,
  byId: ReadonlyMap<string, DomainEvent>,
): DomainEvent | undefined {
  return causedBy === null ? undefined : byId.get(causedBy)
}
