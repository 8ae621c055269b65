/** The function with which a statement stops a transaction when a new record brings an id that is not new. */

/** Makes `plinth.refuse_used`: it always raises PL003, with the id as its detail. */
export const refuseUsedFunction = `
create or replace function plinth.refuse_used(record text) returns void language plpgsql as $body$
begin
  raise exception 'the id % was used before', record using
    errcode = 'PL003',
    detail = jsonb_build_object('id', record);
end
$body$`

/** The SQLSTATE that the function raises. */
export const usedState = 'PL003'
