/** A database that tells what was committed to it. */
import type { DomainEvent } from '@plinth/core'
import type { Database } from '@plinth/core/runtime'

/** Passes everything on to a database, and hands over the events of each commit. */
export function recordingDatabase(
  database: Database,
  tell: (events: readonly DomainEvent[]) => void,
): Database {
  return {
    ...database,
    async flush(changes) {
      await database.flush(changes)
      tell(changes.events)
    },
  }
}
