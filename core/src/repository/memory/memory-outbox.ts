/** What was committed in memory and is not delivered yet. One process sees it, so nothing is shared out. */
import type { DomainEvent } from '../../event/index.ts'
import type { EventOutbox } from '../delivery/outbox.ts'
import type { MemoryStore } from './memory-store.ts'

/** Makes the outbox of a store. */
export function memoryOutbox(store: MemoryStore): EventOutbox {
  return {
    acquire: async () => true,
    pending: async (limit, parked) => {
      const known = parked.filter(({ upTo }) => store.undelivered.has(upTo))
      const passing = new Map(known.map(({ aggregateId, upTo }) => [aggregateId, upTo]))
      const events: DomainEvent[] = []
      for (const event of store.undelivered.values()) {
        if (events.length === limit) break
        const upTo = passing.get(event.aggregateId)
        if (upTo === undefined) events.push(event)
        else if (upTo === event.id) passing.delete(event.aggregateId)
      }
      return events
    },
    handled: async (subscription, eventIds) =>
      new Set(eventIds.filter((eventId) => store.isHandled({ subscription, eventId }))),
    settle: async (eventIds) => {
      for (const id of eventIds) store.undelivered.delete(id)
    },
    release: async () => {},
  }
}
