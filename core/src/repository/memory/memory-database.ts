/** A database in memory, for tests and for trying things out: everything a real one promises, but for ever. */
import type { Database } from '../database.ts'
import { keptByFlush } from '../flush/kept-by-flush.ts'
import { memoryOutbox } from './memory-outbox.ts'
import { MemoryRepository } from './memory-repository.ts'
import { MemoryStore } from './memory-store.ts'

/** Creates an empty database. What it holds goes with the process. */
export function memoryDatabase(): Database {
  const store = new MemoryStore()
  return {
    migrate: async (entities) => store.learn(entities),
    repository: (schema, unit, tools) => new MemoryRepository(schema, unit, { ...tools, store }),
    history: async (organizationId, aggregateId, options) =>
      store.log(organizationId).history(aggregateId, options),
    eventStore: (organizationId) => store.log(organizationId),
    flush: async (changes) => store.commit(changes),
    outbox: memoryOutbox(store),
    timers: { next: async (limit, except) => store.nextTimers(limit, except) },
    idempotency: keptByFlush(async (slot, now) => store.answer(slot, now)),
    ping: async () => {},
    close: async () => {},
  }
}
