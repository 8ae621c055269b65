/** The function with which a statement stops a transaction when the timer that fires is not there any more. */

/** Makes `plinth.refuse_gone`: it always raises PL002, with the timer as its detail. */
export const refuseGoneFunction = `
create or replace function plinth.refuse_gone(timer text) returns void language plpgsql as $body$
begin
  raise exception 'timer % is gone', timer using
    errcode = 'PL002',
    detail = jsonb_build_object('timer', timer);
end
$body$`

/** The SQLSTATE that the function raises. */
export const goneState = 'PL002'
