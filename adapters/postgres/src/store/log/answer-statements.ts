/** Writes the statements that keep what a command was answered under its key, and read it again. */
import type { IdempotencyRecord, IdempotencySlot } from '@plinth/core'
import { erasedPayload, type KeptAnswer } from '@plinth/core/runtime'
import type { SqlRow, Statement } from '../../driver/index.ts'

/**
 * Keeps an answer. A rival with the same key waits here for the commit and is then a violation; what
 * has expired gives way, and a few others that have expired go with it.
 */
export function answerStatements(kept: KeptAnswer): readonly Statement[] {
  const { slot, record, tellsOf, remembered, now } = kept
  const { organizationId } = slot
  const moment = new Date(now)
  const { fingerprint, answer, expiresAt } = record
  const values = [...keyOf(slot), fingerprint ?? erased, answer, new Date(expiresAt)]
  return [
    { text: forgetOwn, values: [...keyOf(slot), moment] },
    remembered.length > 0
      ? { text: keepUnlessErased, values: [...values, remembered, JSON.stringify(erasedPayload)] }
      : { text: keep, values },
    ...(tellsOf.length > 0 ? [{ text: keepTold, values: [...keyOf(slot), tellsOf] }] : []),
    { text: forgetOthers, values: [organizationId, moment] },
  ]
}

/** Reads an answer that has not expired. */
export function findAnswer(slot: IdempotencySlot, now: number): Statement {
  return { text: find, values: [...keyOf(slot), new Date(now)] }
}

/** Makes a record of a row that was found. */
export function answerFrom(row: SqlRow): IdempotencyRecord {
  const { fingerprint, answer, expires_at: expiresAt } = row
  return {
    fingerprint: fingerprint === erased ? null : String(fingerprint),
    answer: typeof answer === 'string' ? answer : null,
    expiresAt: Number(expiresAt),
  }
}

// No payload has an empty fingerprint.
const erased = ''

function keyOf({ organizationId, actorId, type, key }: IdempotencySlot): readonly string[] {
  return [organizationId, actorId, type, key]
}

const ofKey = 'i.organization_id = $1 and i.actor_id = $2 and i.type = $3 and i.key = $4'

// in: $1 to $4 the key, $5 now; out: nothing; locks: the answer that has expired
const forgetOwn = `delete from plinth.idempotency as i where ${ofKey} and i.expires_at <= $5`

// in: $1 to $4 the key, $5 fingerprint, $6 answer, $7 expiry; out: nothing; locks: a rival waits
const keep = `insert into plinth.idempotency
  (organization_id, actor_id, type, key, fingerprint, answer, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)`

// The first event of an erased record has lost its content.
//
// in: $1 to $7 as above, $8 the ids of records, $9 what stands in the place of erased content
// out: nothing; locks: a rival waits
const keepUnlessErased = `insert into plinth.idempotency
  (organization_id, actor_id, type, key, fingerprint, answer, expires_at)
select $1, $2, $3, $4,
  case when gone.is_any then '' else $5::text end,
  case when gone.is_any then null else $6::text end,
  $7::timestamptz
from (select exists (
  select from unnest($8::text[]) as r(id)
  cross join lateral (
    select e.payload from plinth.events as e
    where e.organization_id = $1 and e.aggregate_id = r.id
    order by e.version, e.position limit 1) as first
  where first.payload = $9::jsonb) as is_any) as gone`

// in: $1 to $4 the key, $5 the ids of records; out: nothing; locks: the answer, which is the flush's own
const keepTold = `insert into plinth.idempotency_records
  (organization_id, actor_id, type, key, record_id)
select $1, $2, $3, $4, unnest($5::text[])`

// in: $1 organization, $2 now; out: nothing; locks: four that have expired and that nobody holds
const forgetOthers = `delete from plinth.idempotency as i
where i.organization_id = $1 and i.ctid = any(array(
  select o.ctid from plinth.idempotency as o
  where o.organization_id = $1 and o.expires_at <= $2
  order by o.expires_at limit 4 for update skip locked))`

// in: $1 to $4 the key, $5 now; out: the answer, if there is one; locks: none
const find = `select i.fingerprint, i.answer, i.expires_at from plinth.idempotency as i
where ${ofKey} and i.expires_at > $5`
