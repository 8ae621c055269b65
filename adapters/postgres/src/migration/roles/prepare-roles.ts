/** Makes the roles that statements run as, and lets the login user take them on. */
import { CoreError } from '@plinth/core'
import { DatabaseError, type Scope, type SqlDriver, type SqlRow } from '../../driver/index.ts'
import { quoteName, quoteText } from '../../table/index.ts'

const login: Scope = { role: 'login' }

/**
 * Makes what is missing of the roles, the login user's membership in them, and the owner's right to
 * create schemas. Roles cannot log in themselves and have no other rights.
 *
 * @throws CoreError `database.refused`, with the SQL for an administrator, when the login user may not.
 */
export async function prepareRoles(driver: SqlDriver): Promise<void> {
  const { rows } = await driver.query(login, {
    text: presentQuery,
    values: [Object.values(driver.roles), driver.roles.owner],
  })
  const missing = missingSteps(rows)
  if (missing.length === 0) return

  try {
    await driver.transact(login, [{ text: inOneBlock(missing) }])
  } catch (error) {
    throw isForbidden(error) ? notAllowed(rows, missing, error) : error
  }
}

// in: $1 text[] names of roles, $2 the owner's; out: a row for each role, whether it exists, whether
// the login user may take it on, whether it may create schemas where it has to; locks: none
const presentQuery = `
  select w.name, r.oid is not null as exists, current_user as login, current_database() as database,
    coalesce(pg_has_role(current_user, r.oid, 'member'), false) as is_member,
    w.name <> $2 or coalesce(has_database_privilege(r.oid, current_database(), 'create'), false)
      as may_create
  from unnest($1::text[]) as w(name) left join pg_roles r on r.rolname = w.name`

function missingSteps(rows: readonly SqlRow[]): readonly string[] {
  return [
    ...rows.flatMap((row) => (row['exists'] ? [] : `create role ${name(row)} nologin`)),
    ...rows.flatMap((row) =>
      row['is_member'] ? [] : `grant ${name(row)} to ${quoteName(String(row['login']))}`,
    ),
    ...rows.flatMap((row) =>
      row['may_create']
        ? []
        : `grant create on database ${quoteName(String(row['database']))} to ${name(row)}`,
    ),
  ]
}

function name(row: SqlRow): string {
  return quoteName(String(row['name']))
}

// Roles belong to the whole server, and `create role` knows no "if not exists": another host that
// starts at the same time may have been faster.
function inOneBlock(steps: readonly string[]): string {
  const tolerant = steps.map(
    (step) => `begin
    ${step};
  exception when duplicate_object or unique_violation then null;
  end;`,
  )
  return `do ${quoteText(`begin
  perform pg_advisory_xact_lock(${rolesLock});
  ${tolerant.join('\n  ')}
end`).trim()}`
}

/** Any number that nothing else locks: "plinth" and a 1. */
const rolesLock = 0x706c696e01

function isForbidden(error: unknown): boolean {
  return error instanceof DatabaseError && error.condition === 'insufficient_privilege'
}

function notAllowed(
  [row]: readonly SqlRow[],
  missing: readonly string[],
  cause: unknown,
): CoreError {
  const user = String(row?.['login'])
  return new CoreError(
    'database.refused',
    `the database user "${user}" may not prepare the database; let an administrator run: ${missing.join('; ')};`,
    { user, sql: missing },
    { cause },
  )
}
