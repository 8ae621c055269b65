/** Who may do what with which rows: row level security, forced, one explicit policy for each role. */
import type { WorkRole } from '../driver/index.ts'
import { quoteName } from '../table/index.ts'
import type { TableDesign } from './design/table-design.ts'

/** What the roles are called in a database. */
export type Roles = Readonly<Record<WorkRole, string>>

/**
 * The condition under which the work role sees a row. Without an organization it sees none. The
 * subselect lets Postgres read the setting once for a statement.
 */
export const ownOrganization =
  "organization_id = (select nullif(current_setting('plinth.organization_id', true), ''))"

/** Writes what puts an entity's table behind its policies and opens it to the work role. */
export function tableGrants(
  { schemaName, tableName }: TableDesign,
  roles: Roles,
): readonly string[] {
  const table = `${quoteName(schemaName)}.${quoteName(tableName)}`
  return [
    ...secured(table),
    everyRow(table, roles.owner),
    `create policy app on ${table} to ${quoteName(roles.app)}
  using (${ownOrganization}) with check (${ownOrganization})`,
    grantWork(table, roles),
  ]
}

/** Writes what the work role may do with the records of a table. */
export function grantWork(table: string, { app }: Roles): string {
  return `grant select, insert, update, delete on ${table} to ${quoteName(app)}`
}

/** Writes what puts a table behind policies, its owner too. */
export function secured(table: string): readonly string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
  ]
}

/** Writes the policy of the role that owns the table: without one it would change nothing, silently. */
export function everyRow(table: string, owner: string): string {
  return `create policy owner on ${table} to ${quoteName(owner)} using (true) with check (true)`
}
