/** The function with which a statement stops a transaction when a record has moved on. */

/**
 * Makes `plinth.refuse_stale`: it always raises PL001, with entity, id, expected and actual version as
 * its detail. It reads the actual version with a snapshot of its own, so that it sees the commit for
 * which the statement had to wait; 0 when there is no such record.
 */
export const refuseStaleFunction = `
create or replace function plinth.refuse_stale(
  entity text, relation text, organization text, record text, expected integer
) returns void language plpgsql as $body$
declare
  actual integer;
begin
  execute format('select version from %s where organization_id = $1 and id = $2', relation::regclass)
    into actual using organization, record;
  raise exception '% % is stale', entity, record using
    errcode = 'PL001',
    detail = jsonb_build_object(
      'entity', entity, 'id', record, 'expected', expected, 'actual', coalesce(actual, 0));
end
$body$`

/** The SQLSTATE that the function raises. */
export const staleState = 'PL001'
