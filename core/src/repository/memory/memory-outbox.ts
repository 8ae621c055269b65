/** What was committed in memory and is not delivered yet. One process sees it, so nothing is shared out. */
import type { EventOutbox } from '../delivery/outbox.ts'
import type { MemoryStore } from './memory-store.ts'

/** Makes the outbox of a store. */
export function memoryOutbox(store: MemoryStore): EventOutbox {
  return {
    acquire: async () => true,
    pending: async (limit, except) =>
      [...store.undelivered.values()]
        .filter(({ aggregateId }) => !except.includes(aggregateId))
        .slice(0, limit),
    handled: async (subscription, eventIds) =>
      new Set(eventIds.filter((eventId) => store.isHandled({ subscription, eventId }))),
    settle: async (eventIds) => {
      for (const id of eventIds) store.undelivered.delete(id)
    },
    release: async () => {},
  }
}
