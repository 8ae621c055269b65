/** Writes the statements that append events to the log alone. */
import type { AppendOptions, DomainEvent } from '@plinth/core'
import type { Statement } from '../../driver/index.ts'
import { eventColumns } from './event-columns.ts'

/**
 * Appends the events, if each aggregate is in the expected version and in none that is later than the
 * first of its events; else nothing: then the second statement counts 0.
 */
export function appendStatements(
  organizationId: string,
  events: readonly DomainEvent[],
  {
    expectedVersion = null,
  }: { readonly expectedVersion?: AppendOptions['expectedVersion'] | null },
): readonly Statement[] {
  const columns = eventColumns.map(({ parameter }) => events.map(parameter))
  const aggregates = [...new Set(events.map(({ aggregateId }) => aggregateId))].toSorted()
  return [
    { text: lock, values: [organizationId, aggregates] },
    { text: append, values: [organizationId, expectedVersion, ...columns] },
  ]
}

const names = eventColumns.map(({ name }) => name).join(', ')
const arrays = eventColumns.map(({ type }, at) => `$${at + 3}::${type}[]`).join(', ')

// Before the log is looked at: the second statement then sees what the one before in the queue wrote.
//
// in: $1 organization, $2 aggregates in order; out: nothing; locks: the aggregates' logs, in that order
const lock = `select pg_advisory_xact_lock(hashtextextended($1::text || '/' || a.id, 7))
from unnest($2::text[]) with ordinality as a(id, place)
order by a.place`

// in: $1 organization, $2 the expected version or null, then arrays of the columns; out: nothing, and
// the count of what was appended; locks: none beside those taken
const append = `with given as (select * from unnest(${arrays}) with ordinality as g(${names}, place)),
present as (
  select g.aggregate_id, min(g.version) as first,
    coalesce((select max(e.version) from plinth.events as e
      where e.organization_id = $1::text and e.aggregate_id = g.aggregate_id), 0) as version
  from given as g
  group by g.aggregate_id)
insert into plinth.events (${names})
select ${names} from given
where not exists (
  select from present as p
  where p.first < p.version or p.version <> coalesce($2::integer, p.version))
order by place`
