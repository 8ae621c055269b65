/** Writes the statements that log events and put them in the outbox, and the one that keeps a receipt. */
import type { DomainEvent } from '@plinth/core'
import { type Changes, type Erasure, erasedPayload, type Receipt } from '@plinth/core/runtime'
import type { Statement } from '../../driver/index.ts'
import { type EventColumn, eventColumns } from '../log/event-columns.ts'

/** Logs events in the order in which they happened, each with its row in the outbox. */
export function eventStatements(events: readonly DomainEvent[]): readonly Statement[] {
  const [first] = events
  if (!first) return []
  if (events.length === 1) {
    return [{ text: logOne, values: eventColumns.map(({ parameter }) => parameter(first)) }]
  }
  return [{ text: logMany, values: eventColumns.map(({ parameter }) => events.map(parameter)) }]
}

/**
 * Raises PL003 when one of these ids was that of a record. It stands behind the new records, of which one
 * may have waited for the end of the record that has its id, and before the unit's own events.
 */
export function chosenStatements({ organizationId, chosen = [] }: Changes): readonly Statement[] {
  if (chosen.length === 0) return []
  return [{ text: refuseUsed, values: [organizationId, chosen.map(({ id }) => id)] }]
}

/**
 * Puts a flush before or behind the erasures of its organization: what it keeps under an idempotency key
 * is seen by each later one, and sees each earlier one. It comes first, before the flush holds anything
 * that an erasure could wait for.
 */
export function erasureOrder({ organizationId, answer, erasures }: Changes): readonly Statement[] {
  if (erasures.length > 0) return [{ text: eraseAlone, values: [erasureLock, organizationId] }]
  const mayTell = answer && answer.tellsOf.length > 0
  return mayTell ? [{ text: keepTogether, values: [erasureLock, organizationId] }] : []
}

/** The first half of the locks' keys: `plne` as a number. */
const erasureLock = 0x70_6c_6e_65

/** Erases what was told of records. It comes behind the unit's own events, which may be among them. */
export function erasureStatement({ aggregateId, keep }: Erasure): Statement {
  return { text: erase, values: [aggregateId, keep, JSON.stringify(erasedPayload)] }
}

/** Keeps the receipt. It goes first: a rival that handles the same event waits here, and for nothing else. */
export function receiptStatement(receipt: Receipt, organizationId: string): Statement {
  const { subscription, eventId } = receipt
  return { text: keepReceipt, values: [organizationId, subscription, eventId] }
}

const columns = eventColumns.map(({ name }) => name).join(', ')

// The outbox takes the places of the log. Arrays come apart in their order, and so places are given.
const logOne = logText(`values (${eventColumns.map((_, at) => `$${at + 1}`).join(', ')})`)
const logMany = logText(`select * from unnest(${eventColumns.map(arrayParameter).join(', ')})`)

// in: the columns of one event, or arrays of them; out: nothing; locks: none
function logText(source: string): string {
  return `with logged as (
insert into plinth.events (${columns}) ${source}
returning id, organization_id, aggregate_id, position)
insert into plinth.outbox (event_id, organization_id, aggregate_id, position)
select id, organization_id, aggregate_id, position from logged`
}

function arrayParameter({ type }: EventColumn, at: number): string {
  return `$${at + 1}::${type}[]`
}

// in: $1 organization, $2 records; out: nothing, or it raises PL003; locks: none
const refuseUsed = `select plinth.refuse_used(aggregate_id) from plinth.events
where organization_id = $1 and aggregate_id = any($2::text[]) and version > 0 limit 1`

// in: $1 space, $2 organization; out: nothing; locks: until the commit, answers and erasures wait
const eraseAlone = 'select pg_advisory_xact_lock($1::integer, hashtext($2::text))'

// in: $1 space, $2 organization; out: nothing; locks: until the commit, erasures wait
const keepTogether = 'select pg_advisory_xact_lock_shared($1::integer, hashtext($2::text))'

// in: $1 record, $2 events to keep, $3 what stands in the place of the content; out: nothing
// locks: the events of the record, and those of them that are not delivered
const erase = 'select plinth.erase_events($1, $2::text[], $3::jsonb)'

// in: $1 organization, $2 subscription, $3 event; out: nothing; locks: a rival waits for the commit
const keepReceipt =
  'insert into plinth.inbox (organization_id, subscription, event_id) values ($1, $2, $3)'
