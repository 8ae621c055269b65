/** The one way in which the work role can change what was told: it erases what is told of a record. */
import { quoteName } from '../table/index.ts'
import type { Roles } from './policies.ts'

/**
 * Makes `plinth.erase_events(record, keep)`. It takes the content from the events of a record and puts
 * the marker in its place, except from those to keep, and takes them out of the outbox. Their places
 * in the log stay. Of answers that may tell of the record it leaves that they were given.
 *
 * It runs as its owner, whom the policies let see every organization, and so names the organization
 * itself: that of the transaction, and none without one. The search path is fixed: nobody can put a
 * table of his own in the way.
 */
export function eraseEventsFunction({ app }: Roles): readonly string[] {
  return [
    `create or replace function plinth.erase_events(record text, keep text[], marker jsonb)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
declare
  organization text := nullif(current_setting('plinth.organization_id', true), '');
begin
  update plinth.events as e set payload = marker
  where e.organization_id = organization and e.aggregate_id = record and e.id <> all(keep);
  delete from plinth.outbox as o
  where o.organization_id = organization and o.aggregate_id = record
    and o.event_id <> all(keep);
  update plinth.idempotency as i set fingerprint = '', answer = null
  from plinth.idempotency_records as t
  where t.organization_id = organization and t.record_id = record
    and i.organization_id = t.organization_id and i.actor_id = t.actor_id
    and i.type = t.type and i.key = t.key;
end
$body$`,
    'revoke all on function plinth.erase_events(text, text[], jsonb) from public',
    `grant execute on function plinth.erase_events(text, text[], jsonb) to ${quoteName(app)}`,
  ]
}
