/** How stored events are read in a system: each in the version that is declared now. */
import type { Database, HistoryOptions } from '../repository/index.ts'
import { type DomainEvent, type EventVersion, upcastEvent } from '../event/index.ts'

/** Reads what happened to one record of the organization, oldest first. */
export type ReadHistory = (
  organizationId: string,
  aggregateId: string,
  options: Required<HistoryOptions>,
) => Promise<readonly DomainEvent[]>

/** The declared events by type. */
export type EventVersions = ReadonlyMap<string, EventVersion>

/** Makes the reader of histories. @throws CoreError `event.upcast-failed` */
export function historyReader(database: Database, versions: EventVersions): ReadHistory {
  return async (organizationId, aggregateId, options) => {
    const events = await database.history(organizationId, aggregateId, options)
    return events.map((event) => inPresentVersion(event, versions))
  }
}

/** Gives an event in its declared version; as it is stored when no module declares it any more. */
export function inPresentVersion(event: DomainEvent, versions: EventVersions): DomainEvent {
  const declared = versions.get(event.type)
  return declared ? upcastEvent(event, declared) : event
}
