/** The small database of the contract, and what its tests say to it. */
import type { Scope } from '../scope.ts'
import type { SqlDriver, SqlRow } from '../sql-driver.ts'
import type { Statement } from '../statement.ts'

/** Who connected: a superuser, in tests. */
export const login: Scope = { role: 'login' }
/** An organization. */
export const north: Scope = { role: 'app', organizationId: 'org_north' }
/** Another one. */
export const south: Scope = { role: 'app', organizationId: 'org_south' }

/** Makes a table behind a policy, and what else the tests need. */
export function schemaFor(app: string): readonly Statement[] {
  return [
    sql(`create role "${app}"`),
    sql(`create table shelf (
      id int primary key constraint positive_id check (id > 0),
      organization_id text not null,
      label text
    )`),
    sql('alter table shelf enable row level security'),
    sql(`create policy one_organization on shelf using
      (organization_id = (select nullif(current_setting('plinth.organization_id', true), '')))`),
    sql(`grant select, insert, update on shelf to "${app}"`),
    sql('create sequence runs'),
    sql(`grant usage on sequence runs to "${app}"`),
    sql(`create table pair (
      id int primary key,
      other int references pair (id) deferrable initially deferred
    )`),
  ]
}

/** Writes a statement. */
export function sql(text: string, ...values: readonly unknown[]): Statement {
  return { text, values }
}

/** Puts a row on the shelf of an organization. */
export function shelve(id: number, organization: string): Statement {
  return sql('insert into shelf (id, organization_id) values ($1, $2)', id, organization)
}

/** Raises an error in SQL. */
export function raise(state: string, detail: string): Statement {
  return sql(
    `do $$ begin raise exception 'on purpose' using errcode = '${state}', detail = '${detail}'; end $$`,
  )
}

/** Reads one row. */
export async function one(
  driver: SqlDriver,
  scope: Scope,
  statement: Statement,
): Promise<SqlRow | undefined> {
  const { rows } = await driver.query(scope, statement)
  return rows[0]
}

/** Lists what a scope sees on the shelf. */
export async function idsSeenBy(driver: SqlDriver, scope: Scope): Promise<readonly unknown[]> {
  const { rows } = await driver.query(scope, sql('select id from shelf order by id'))
  return rows.map(({ id }) => id)
}
