/** Fingerprints of what is stored: two are the same when no row has changed. */
import type { SqlDriver } from '@plinth/postgres'

/** A table's rows in one number and one digest. */
export interface StoredRows {
  readonly count: number
  readonly digest: string
}

/** Tables by their full names: `sales.orders`. */
export type Stored = ReadonlyMap<string, StoredRows>

/** How far deliveries have come is no part of what was stored. */
const deliveries = new Set(['plinth.outbox', 'plinth.inbox'])

/** Reads the fingerprints of all tables, or of what one organization has in them. */
export async function storedRows(driver: SqlDriver, organization?: string): Promise<Stored> {
  const stored = new Map<string, StoredRows>()
  for (const table of await tenantTables(driver)) {
    if (!deliveries.has(table)) stored.set(table, await fingerprint(driver, table, organization))
  }
  return stored
}

/** Lists the tables in which organizations have rows. */
export async function tenantTables(driver: SqlDriver): Promise<readonly string[]> {
  const { rows } = await driver.query({ role: 'owner' }, { text: tablesWithOrganization })
  return rows.map(({ name }) => String(name))
}

/** Names the tables that differ. */
export function changedTables(before: Stored, after: Stored): readonly string[] {
  return [...after].flatMap(([table, { count, digest }]) => {
    const was = before.get(table)
    if (was?.digest === digest && was.count === count) return []
    return [`${table} had ${was?.count ?? 0} rows and has ${count}, not the same`]
  })
}

const tablesWithOrganization = `
select format('%I.%I', n.nspname, c.relname) as name
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
join pg_attribute as a on a.attrelid = c.oid and a.attname = 'organization_id'
where c.relkind = 'r'
order by 1`

// As the owner: his policy opens every row.
async function fingerprint(
  driver: SqlDriver,
  table: string,
  organization = '',
): Promise<StoredRows> {
  const text = `
select count(*) as count, coalesce(md5(string_agg(d.digest, '' order by d.digest)), '') as digest
from (
  select md5(t::text) as digest from ${table} as t
  where $1 = '' or t.organization_id = $1
) as d`
  const { rows } = await driver.query({ role: 'owner' }, { text, values: [organization] })
  return { count: Number(rows[0]?.['count']), digest: String(rows[0]?.['digest']) }
}
