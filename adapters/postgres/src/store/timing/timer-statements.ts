/** Writes the statements of a flush that take away the timer that fires, call timers off, and set new ones. */
import type { Changes, Timer } from '@plinth/core/runtime'
import type { Statement } from '../../driver/index.ts'
import { type TimerColumn, timerColumns } from './timer-columns.ts'

/**
 * Writes them in this order. They come behind the records: whoever changes a record's timers holds the
 * record by then, so that a signal and a timeout wait for each other in one place alone.
 */
export function timerStatements({ organizationId, rows, firing }: Changes): readonly Statement[] {
  const retimed = rows.filter(({ timers }) => timers !== null)
  const before = retimed.flatMap(({ row, expected }) => (expected === null ? [] : [row.id]))
  const set = retimed.flatMap(({ timers }) => timers ?? [])
  return [
    ...(firing ? [removal(firing)] : []),
    ...(before.length > 0 ? [{ text: callOff, values: [organizationId, before] }] : []),
    ...(set.length > 0 ? [setting(set)] : []),
  ]
}

function removal({ organizationId, recordId, id }: Timer): Statement {
  return { text: remove, values: [organizationId, recordId, id] }
}

function setting(timers: readonly Timer[]): Statement {
  return { text: setAll, values: timerColumns.map(({ parameter }) => timers.map(parameter)) }
}

// in: $1 organization, $2 record, $3 timer; out: nothing, or it raises PL002; locks: the timer
const remove = `with fired as (
delete from plinth.timers where organization_id = $1 and record_id = $2 and id = $3 returning 1)
select plinth.refuse_gone($3) where not exists (select from fired)`

// in: $1 organization, $2 records; out: nothing; locks: their timers
const callOff = `delete from plinth.timers
where organization_id = $1 and record_id = any($2::text[])`

const columns = timerColumns.map(({ name }) => name).join(', ')

// in: an array a column; out: nothing; locks: none
const setAll = `insert into plinth.timers (${columns})
select * from unnest(${timerColumns.map(arrayParameter).join(', ')})`

function arrayParameter({ type }: TimerColumn, at: number): string {
  return `$${at + 1}::${type}[]`
}
