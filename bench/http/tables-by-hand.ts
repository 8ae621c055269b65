/** The tables of the hand-written server: copies of ours, behind the same policies. */
import type { Ground } from '../persistence/ground.ts'

/** Makes them. */
export async function tablesByHand({ sql, url }: Ground): Promise<void> {
  const role = `${new URL(url ?? '').pathname.slice(1)}_app`
  await sql({ text: 'create table raw_events (like plinth.events including all)' })
  await sql({ text: 'drop table raw_outbox' })
  await sql({ text: 'create table raw_outbox (like plinth.outbox including all)' })
  for (const table of ['raw_orders', 'raw_events', 'raw_outbox']) {
    for (const text of secured(table, role)) await sql({ text })
  }
}

const own = "organization_id = (select nullif(current_setting('plinth.organization_id', true), ''))"

function secured(table: string, role: string): readonly string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy app on ${table} to ${role} using (${own}) with check (${own})`,
    `grant select, insert on ${table} to ${role}`,
  ]
}
