/**
 * The log of one organization in memory.
 *
 * One array is the log; the events of each aggregate, and of each type, stand in arrays of their own, so
 * that an append costs the same however much there is, and a read only what it tells.
 */
import { checkAppend } from './check-append.ts'
import { withoutContent } from './erased.ts'
import type { DomainEvent } from '../event.ts'
import type { AppendOptions, EventFilter, EventStore, EventReadOptions } from './event-store.ts'

/** Creates an empty log. */
export function memoryEventStore(organizationId: string): EventStore {
  return new MemoryEventStore(organizationId)
}

/** A log in memory, which a database in memory writes to as well. */
export class MemoryEventStore implements EventStore {
  readonly #organizationId: string
  readonly #log: DomainEvent[] = []
  readonly #byAggregate = new Map<string, DomainEvent[]>()
  readonly #byType = new Map<string, DomainEvent[]>()

  constructor(organizationId: string) {
    this.#organizationId = organizationId
  }

  async append(event: DomainEvent, options: AppendOptions = {}): Promise<void> {
    this.#check([event], options)
    this.record(event)
  }

  async appendBatch(events: readonly DomainEvent[], options: AppendOptions = {}): Promise<void> {
    this.#check(events, options)
    for (const event of events) this.record(event)
  }

  read(aggregateId: string, options: EventReadOptions = {}): AsyncIterable<DomainEvent> {
    return told(this.#byAggregate.get(aggregateId), (events) => selected(events, options))
  }

  readByType(type: string, options: EventReadOptions = {}): AsyncIterable<DomainEvent> {
    return told(this.#byType.get(type), (events) => selected(events, options))
  }

  replay(filter: EventFilter, from: number): AsyncIterable<DomainEvent> {
    return told(this.#log, (events) => passing(events, filter, from))
  }

  async getVersion(aggregateId: string): Promise<number> {
    return this.#versionOf(aggregateId)
  }

  /** Lists what `read` tells. */
  history(aggregateId: string, options: EventReadOptions): readonly DomainEvent[] {
    return [...selected(this.#byAggregate.get(aggregateId) ?? [], options)]
  }

  /** Adds an event that has been checked. */
  record(event: DomainEvent): void {
    this.#log.push(event)
    push(this.#byAggregate, event.aggregateId, event)
    push(this.#byType, event.type, event)
  }

  /** Takes the content from the events of an aggregate but those to keep; lists whose it has taken. */
  erase(aggregateId: string, keep: readonly string[]): readonly string[] {
    const events = this.#byAggregate.get(aggregateId) ?? []
    const erased = events.filter(({ id }) => !keep.includes(id))
    for (const event of erased) {
      for (const list of [this.#log, events, this.#byType.get(event.type) ?? []]) {
        list[list.indexOf(event)] = withoutContent(event)
      }
    }
    return erased.map(({ id }) => id)
  }

  #check(events: readonly DomainEvent[], options: AppendOptions): void {
    const organizationId = this.#organizationId
    checkAppend(events, { ...options, organizationId, versionOf: (id) => this.#versionOf(id) })
  }

  #versionOf(aggregateId: string): number {
    return this.#byAggregate.get(aggregateId)?.at(-1)?.version ?? 0
  }
}

function push(shelves: Map<string, DomainEvent[]>, key: string, event: DomainEvent): void {
  const shelf = shelves.get(key)
  if (shelf) shelf.push(event)
  else shelves.set(key, [event])
}

function told(
  events: readonly DomainEvent[] = [],
  select: (events: readonly DomainEvent[]) => Iterator<DomainEvent>,
): AsyncIterable<DomainEvent> {
  return {
    [Symbol.asyncIterator]: () => {
      const chosen = select(events)
      return { next: async () => chosen.next(), return: async () => ended }
    },
  }
}

const ended: IteratorReturnResult<undefined> = { done: true, value: undefined }

function* selected(
  events: readonly DomainEvent[],
  { after, from, to, limit = Number.POSITIVE_INFINITY }: EventReadOptions,
): Generator<DomainEvent, undefined> {
  let left = limit
  for (const event of asOfNow(events)) {
    if (left <= 0) return
    if (after !== undefined && event.version <= after) continue
    if (from !== undefined && event.occurredAt < from) continue
    if (to !== undefined && event.occurredAt >= to) continue
    left -= 1
    yield event
  }
}

function* passing(
  events: readonly DomainEvent[],
  { types, ...equal }: EventFilter,
  from: number,
): Generator<DomainEvent, undefined> {
  const wanted = types && new Set(types)
  for (const event of asOfNow(events)) {
    if (event.occurredAt < from) continue
    if (wanted && !wanted.has(event.type)) continue
    if (agrees(event, equal)) yield event
  }
}

function agrees(
  event: DomainEvent,
  { aggregateType, actorId, correlationId }: Omit<EventFilter, 'types'>,
): boolean {
  return (
    (aggregateType === undefined || event.aggregateType === aggregateType) &&
    (actorId === undefined || event.actorId === actorId) &&
    (correlationId === undefined || event.correlationId === correlationId)
  )
}

// Who appends while he reads would else never come to an end.
function* asOfNow(events: readonly DomainEvent[]): Generator<DomainEvent, undefined> {
  const { length } = events
  for (let at = 0; at < length; at++) {
    const event = events[at]
    if (event) yield event
  }
}
