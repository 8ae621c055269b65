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
  /** Records whose events are left out. */
  readonly except: readonly string[]
  readonly limit: number
  /** Where to begin: nothing before it is pending. */
  readonly from: PlaceInLog
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
  { partitions, except, limit, from }: Look,
): Promise<readonly PendingEvent[]> {
  const values = [partitions, except, from.xid, from.position, limit]
  const { rows } = await driver.query(relay, { text: readPending, values })
  return rows.map(pendingFrom)
}

/** Tells whether events are committed that have to wait for a transaction which began before theirs. */
export async function mustWait(
  driver: SqlDriver,
  { partitions, except, from }: Look,
): Promise<boolean> {
  const values = [partitions, except, from.xid, from.position]
  const { rows } = await driver.query(relay, { text: readAny, values })
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

const isOurs = `o.partition = any($1::smallint[]) and o.aggregate_id <> all($2::text[])
    and (o.xid, o.position) >= ($3::xid8, $4::bigint)`

// The outbox is cut first, and each event looked up in the log by its place: joined, Postgres takes
// the two halves of a place for independent, expects few rows, and reads both tables whole.
//
// in: $1 partitions, $2 records to leave out, $3 $4 where to begin, $5 limit
// out: events in the order of the log, only those that no running transaction can still precede
// locks: none
const readPending = `select ${eventList}, p.xid, p.position from (
  select o.xid, o.position from plinth.outbox as o
  where ${isOurs}
    and o.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by o.xid, o.position
  limit $5::bigint) as p
cross join lateral (
  select * from plinth.events as l where l.xid = p.xid and l.position = p.position limit 1) as e
order by p.xid, p.position`

// in: $1 partitions, $2 records to leave out, $3 $4 where to begin; out: a row if there is any event
// locks: none
const readAny = `select from plinth.outbox as o
  where ${isOurs}
  limit 1`

// in: $1 xids, $2 positions; out: nothing; locks: the rows
const settle = `delete from plinth.outbox as o
using unnest($1::xid8[], $2::bigint[]) as s(xid, position)
where o.xid = s.xid and o.position = s.position`
