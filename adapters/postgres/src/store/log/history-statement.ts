/** Writes the statement that reads what happened to one record. */
import type { HistoryOptions } from '@plinth/core'
import type { Statement } from '../../driver/index.ts'
import { eventList } from './event-columns.ts'

/** Reads the events of a record of the organization, oldest first. */
export function historyStatement(
  organizationId: string,
  aggregateId: string,
  { after, limit }: Required<HistoryOptions>,
): Statement {
  return { text, values: [organizationId, aggregateId, after, limit] }
}

// in: $1 organization, $2 record, $3 the version to begin behind, which may be one that no record
// can have, $4 limit; out: events; locks: none
const text = `select ${eventList} from plinth.events as e
where e.organization_id = $1 and e.aggregate_id = $2 and e.version > $3::bigint
order by e.version, e.position
limit $4::bigint`
