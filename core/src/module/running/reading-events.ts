/** How stored events are read in a system: each in the version that is declared now. */
import type { Database, HistoryOptions } from '../../repository/index.ts'
import {
  type DomainEvent,
  type EventStore,
  type EventVersion,
  upcastEvent,
} from '../../event/index.ts'

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

/** Makes the log of an organization tell its events as they are declared now. Appending stays as it is. */
export function presentStore(store: EventStore, versions: EventVersions): EventStore {
  const present = (events: AsyncIterable<DomainEvent>) => inPresentVersions(events, versions)
  return {
    append: (event, options) => store.append(event, options),
    appendBatch: (events, options) => store.appendBatch(events, options),
    read: (aggregateId, options) => present(store.read(aggregateId, options)),
    readByType: (type, options) => present(store.readByType(type, options)),
    replay: (filter, from) => present(store.replay(filter, from)),
    getVersion: (aggregateId) => store.getVersion(aggregateId),
  }
}

/** Gives an event in its declared version; as it is stored when no module declares it any more. */
export function inPresentVersion(event: DomainEvent, versions: EventVersions): DomainEvent {
  const declared = versions.get(event.type)
  return declared ? upcastEvent(event, declared) : event
}

function inPresentVersions(
  events: AsyncIterable<DomainEvent>,
  versions: EventVersions,
): AsyncIterable<DomainEvent> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const event of events) yield inPresentVersion(event, versions)
    },
  }
}
