/**
 * The outbox on Postgres: events that are committed and not yet delivered.
 *
 * `acquire` takes partitions → `pending` reads their events, `settle` takes them out → `release`. In
 * between it remembers where the events are that it gave out, and from where on to read: rows that
 * were taken out stay in the index until Postgres cleans up, and are not to be walked through again.
 */
import { setTimeout } from 'node:timers/promises'
import type { DomainEvent, EventOutbox } from '@plinth/core'
import type { Parked } from '@plinth/core/runtime'
import type { Scope, SqlDriver } from '../../driver/index.ts'
import type { Partitions } from './partitions.ts'
import {
  type Look,
  mustWait,
  type ParkedPlace,
  type PlaceInLog,
  pendingEvents,
  settleStatement,
  start,
} from './pending-events.ts'

const relay: Scope = { role: 'relay' }

// Together half a second: longer transactions than that are not waited for.
const mostLooks = 50
const pauseMs = 10

/** Reads and settles the events of the partitions that this process holds. */
export class PostgresOutbox implements EventOutbox {
  readonly #driver: SqlDriver
  readonly #partitions: Partitions
  readonly #places = new Map<string, PlaceInLog>()
  #from: PlaceInLog = start
  #known: readonly number[] = []

  constructor(driver: SqlDriver, partitions: Partitions) {
    this.#driver = driver
    this.#partitions = partitions
  }

  async acquire(): Promise<boolean> {
    const held = await this.#partitions.take()
    return held.length > 0
  }

  /** Where all that is left waits for a transaction that began earlier, it waits a moment, too. */
  async pending(limit: number, parked: readonly Parked[]): Promise<readonly DomainEvent[]> {
    for (let looks = 1; ; looks += 1) {
      const look = await this.#nextLook(limit, parked)
      const events = await this.#see(look)
      if (events.length > 0 || looks === mostLooks) return events
      if (this.#driver.exclusive || !(await mustWait(this.#driver, look))) return events
      await setTimeout(pauseMs)
    }
  }

  async handled(subscription: string, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (eventIds.length === 0) return new Set()

    const values = [subscription, eventIds]
    const { rows } = await this.#driver.query(relay, { text: readReceipts, values })
    return new Set(rows.map((row) => String(row['event_id'])))
  }

  async settle(eventIds: readonly string[]): Promise<void> {
    const places = eventIds.flatMap((id) => this.#places.get(id) ?? [])
    if (places.length === 0) return

    await this.#driver.transact(relay, [settleStatement(places)])
    for (const id of eventIds) this.#places.delete(id)
  }

  release(): Promise<void> {
    this.#places.clear()
    this.#from = start
    return this.#partitions.release()
  }

  // Another set of partitions brings events from before.
  async #nextLook(limit: number, parked: readonly Parked[]): Promise<Look> {
    const partitions = await this.#partitions.held()
    if (partitions !== this.#known) this.#from = start
    this.#known = partitions
    return { partitions, parked: parked.flatMap(this.#parkedPlace), limit, from: this.#from }
  }

  readonly #parkedPlace = ({ aggregateId, upTo }: Parked): readonly ParkedPlace[] => {
    const place = this.#places.get(upTo)
    return place ? [{ aggregateId, place }] : []
  }

  // Before the first event nothing is pending, and nothing can be committed there any more.
  async #see(look: Look): Promise<readonly DomainEvent[]> {
    const found = await pendingEvents(this.#driver, look)
    const [first] = found
    if (first && look.parked.length === 0) this.#from = first.place
    for (const { event, place } of found) this.#places.set(event.id, place)
    return found.map(({ event }) => event)
  }
}

// in: $1 subscription, $2 events; out: those that it has handled; locks: none
const readReceipts = `select i.event_id from plinth.inbox as i
where i.subscription = $1 and i.event_id = any($2::text[])`
