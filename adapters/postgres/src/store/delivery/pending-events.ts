/** Reads undelivered events in the order of the log, behind which nothing can be committed any more. */
import type { DomainEvent } from '@plinth/core'
import type { Scope, SqlDriver, SqlRow, Statement } from '../../driver/index.ts'
import { eventFrom, eventList } from '../log/event-columns.ts'

/** The place of an event in the log: both parts as the database gave them. */
export interface PlaceInLog {
  readonly xid: unknown
  readonly position: unknown
}

/** The place before all others. */
export const start: PlaceInLog = { xid: '0', position: 0 }

/** What to look for. */
export interface Look {
  readonly partitions: readonly number[]
  /** Up to where the events of some records are left out. */
  readonly parked: readonly ParkedPlace[]
  readonly limit: number
  /** Where to begin: nothing before it is pending. */
  readonly from: PlaceInLog
}

/** The last event of a record that is left out. */
export interface ParkedPlace {
  readonly aggregateId: string
  readonly place: PlaceInLog
}

/** An event that waits, and where it is. */
export interface PendingEvent {
  readonly event: DomainEvent
  readonly place: PlaceInLog
}

const relay: Scope = { role: 'relay' }

/** Reads what is pending. */
export async function pendingEvents(
  driver: SqlDriver,
  look: Look,
): Promise<readonly PendingEvent[]> {
  const values = [...whereabouts(look), look.limit]
  const { rows } = await driver.query(relay, { text: readPending, values })
  return rows.map(pendingFrom)
}

/** Tells whether events are committed that have to wait for a transaction which began before theirs. */
export async function mustWait(driver: SqlDriver, look: Look): Promise<boolean> {
  const { rows } = await driver.query(relay, { text: readAny, values: whereabouts(look) })
  return rows.length > 0
}

/** Writes the statement that takes events out of the outbox. */
export function settleStatement(places: readonly PlaceInLog[]): Statement {
  const xids = places.map(({ xid }) => xid)
  const positions = places.map(({ position }) => position)
  return { text: settle, values: [xids, positions] }
}

function pendingFrom(row: SqlRow): PendingEvent {
  return { event: eventFrom(row), place: { xid: row['xid'], position: row['position'] } }
}

function whereabouts({ partitions, parked, from }: Look): readonly unknown[] {
  const records = parked.map(({ aggregateId }) => aggregateId)
  const xids = parked.map(({ place }) => place.xid)
  const positions = parked.map(({ place }) => place.position)
  return [partitions, from.xid, from.position, records, xids, positions]
}

const isOurs = `o.partition = any($1::smallint[])
    and (o.xid, o.position) >= ($2::xid8, $3::bigint)
    and not exists (
      select from unnest($4::text[], $5::xid8[], $6::bigint[]) as d(aggregate_id, xid, position)
      where d.aggregate_id = o.aggregate_id and (o.xid, o.position) <= (d.xid, d.position))`

// The outbox is cut first, and each event looked up in the log by its place: joined, Postgres takes
// the two halves of a place for independent, expects few rows, and reads both tables whole.
//
// in: $1 partitions, $2 $3 where to begin, $4 records, $5 $6 up to where theirs are left out, $7 limit
// out: events in the order of the log, only those that no running transaction can still precede
// locks: none
const readPending = `select ${eventList}, p.xid, p.position from (
  select o.xid, o.position from plinth.outbox as o
  where ${isOurs}
    and o.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by o.xid, o.position
  limit $7::bigint) as p
cross join lateral (
  select * from plinth.events as l where l.xid = p.xid and l.position = p.position limit 1) as e
order by p.xid, p.position`

// in: $1 partitions, $2 $3 where to begin, $4 records, $5 $6 up to where theirs are left out
// out: a row if there is any event
// locks: none
const readAny = `select from plinth.outbox as o
  where ${isOurs}
  limit 1`

// in: $1 xids, $2 positions; out: nothing; locks: the rows
const settle = `delete from plinth.outbox as o
using unnest($1::xid8[], $2::bigint[]) as s(xid, position)
where o.xid = s.xid and o.position = s.position`
