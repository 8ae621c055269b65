/** Writes the statements that read the log of an organization, page by page. */
import type { EventFilter, EventReadOptions } from '@plinth/core'
import type { Statement } from '../../driver/index.ts'
import { eventList } from './event-columns.ts'

/** Where a page begins: behind this place, both parts as the database gave them. */
export interface LogPlace {
  /** The transaction; within an aggregate, the version. */
  readonly rank: unknown
  readonly position: unknown
}

/** Before everything. */
export const beginning: LogPlace = { rank: 0, position: 0 }

/** Which events a page has. */
export interface LogSelection extends Omit<EventReadOptions, 'limit'>, EventFilter {}

/** Reads a page in the order of the log: only events that no running transaction can still precede. */
export function logStatement(
  organizationId: string,
  { types, aggregateType, actorId, correlationId, after, from, to }: LogSelection,
  { behind, limit }: { readonly behind: LogPlace; readonly limit: number },
): Statement {
  const span = [after, moment(from), moment(to)]
  const conditions = [types, aggregateType, actorId, correlationId, ...span]
  const values = conditions.map((value) => value ?? null)
  return { text: readLog, values: [organizationId, behind.rank, behind.position, limit, ...values] }
}

/** Reads a page of what happened to one aggregate. */
export function aggregateStatement(
  organizationId: string,
  {
    aggregateId,
    after,
    from,
    to,
  }: Omit<EventReadOptions, 'limit'> & { readonly aggregateId: string },
  { behind, limit }: { readonly behind: LogPlace; readonly limit: number },
): Statement {
  const conditions = [after, moment(from), moment(to)].map((value) => value ?? null)
  const place = [behind.rank, behind.position]
  return {
    text: readAggregate,
    values: [organizationId, aggregateId, ...place, limit, ...conditions],
  }
}

// Beyond this nothing has ever happened, and Postgres has no such number.
function moment(ms: number | undefined): number | undefined {
  if (ms === undefined) return undefined
  return Math.trunc(Math.min(Math.max(ms, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER))
}

const inTime = (first: number) => `and ($${first}::bigint is null or e.version > $${first}::bigint)
  and ($${first + 1}::bigint is null
    or extract(epoch from e.occurred_at) * 1000 >= $${first + 1}::bigint)
  and ($${first + 2}::bigint is null
    or extract(epoch from e.occurred_at) * 1000 < $${first + 2}::bigint)`

// in: $1 organization, $2 $3 the place to begin behind, $4 limit, $5 types, $6 aggregate type, $7 actor,
// $8 correlation id, $9 version to begin behind, $10 $11 span of time; null where anything will do. out: events and places
// locks: none; a transaction that holds an older xid delays what follows it
const readLog = `select ${eventList}, e.xid as rank, e.position from plinth.events as e
where e.organization_id = $1
  and (e.xid, e.position) > ($2::xid8, $3::bigint)
  and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  and ($5::text[] is null or e.type = any($5::text[]))
  and ($6::text is null or e.aggregate_type = $6::text)
  and ($7::text is null or e.actor_id = $7::text)
  and ($8::text is null or e.correlation_id = $8::text)
  ${inTime(9)}
order by e.xid, e.position
limit $4::bigint`

// The order of versions is that of commits: what there is can be told at once.
//
// in: $1 organization, $2 aggregate, $3 $4 the place to begin behind, $5 limit, $6 version to begin
// behind, $7 $8 span of time; null where anything will do. out: events and places; locks: none
const readAggregate = `select ${eventList}, e.version as rank, e.position from plinth.events as e
where e.organization_id = $1 and e.aggregate_id = $2
  and (e.version, e.position) > ($3::integer, $4::bigint)
  ${inTime(6)}
order by e.version, e.position
limit $5::bigint`
