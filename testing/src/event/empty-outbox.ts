/** Settles what other tests have left in the outbox. */
import type { DomainEvent, EventOutbox } from '@plinth/core'

/** Takes everything out of an outbox that is held. */
export async function emptyOutbox(outbox: EventOutbox): Promise<void> {
  let events: readonly DomainEvent[] = []
  do {
    await outbox.settle(events.map(({ id }) => id))
    events = await outbox.pending(500, [])
  } while (events.length > 0)
}
