/** The broken twin of a database: it says that a command is committed, and commits it a little later. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '@plinth/core/runtime'

/** How much later, in milliseconds. */
const hasteMs = 40

/** Makes a database hasty. What it puts off it does in order; the receipts of deliveries it awaits. */
export function hasty(database: Database): Database {
  let last: Promise<unknown> = Promise.resolve()
  return {
    migrate: (entities, migrations) => database.migrate(entities, migrations),
    repository: (schema, unit, tools) => database.repository(schema, unit, tools),
    eventStore: (organizationId) => database.eventStore(organizationId),
    history: (organizationId, id, options) => database.history(organizationId, id, options),
    async flush(changes) {
      if (changes.receipt ?? changes.firing) return database.flush(changes)
      const before = Promise.all([last, delay(hasteMs)])
      last = before.then(() => database.flush(changes)).catch(console.error)
    },
    outbox: database.outbox,
    timers: database.timers,
    idempotency: database.idempotency,
    ping: () => database.ping(),
    close: () => database.close(),
  }
}
