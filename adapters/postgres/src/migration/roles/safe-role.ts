/** Makes sure that the work role cannot see around the policies, before anything is served. */
import { CoreError } from '@plinth/core'
import type { SqlRow } from '../../driver/index.ts'
import { ownOrganization } from '../policies.ts'

/** A policy that applies to the work role, as the catalog prints it. */
interface FoundPolicy {
  readonly using: string | null
  readonly check: string | null
}

/**
 * Asks what the work role could do; runs as that role.
 *
 * in: $2 text[] full names of the tenant tables; out: one row, see `assertSafeRole`; locks: none
 */
export const safetyColumns = `
    (select r.rolsuper or r.rolbypassrls or r.rolcreaterole from pg_roles r
      where r.rolname = current_user) as is_mighty,
    current_user::text as role,
    (select coalesce(jsonb_agg(jsonb_build_object(
      'name', w.name,
      'isThere', c.oid is not null,
      'isOwned', pg_has_role(current_user, c.relowner, 'member'),
      'isForced', c.relrowsecurity and c.relforcerowsecurity,
      'mayTruncate', has_table_privilege(c.oid, 'truncate, trigger'),
      'policies', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'using', pg_get_expr(p.polqual, p.polrelid),
          'check', pg_get_expr(p.polwithcheck, p.polrelid))), '[]')
        from pg_policy p
        where p.polrelid = c.oid and p.polpermissive and exists (
          select from unnest(p.polroles) as g(role)
          where g.role = 0 or pg_has_role(current_user, g.role, 'member'))))), '[]')
      from unnest($2::text[]) as w(name) left join pg_class c on c.oid = to_regclass(w.name)
    ) as tables,
    has_table_privilege(to_regclass('plinth.events'), 'update, delete') as may_rewrite`

/** Tells whether a tenant table is missing, in the row that `safetyColumns` gave. */
export function lacksTable(row: SqlRow): boolean {
  return listFrom(row['tables']).some((table) => table.get('isThere') !== true)
}

/**
 * Refuses a work role that could bypass the policies.
 *
 * @throws CoreError `database.unsafe`, with every reason.
 */
export function assertSafeRole(row: SqlRow): void {
  const role = String(row['role'])
  const reasons = [
    ...(row['is_mighty'] === false ? [] : ['it is a superuser, bypasses policies or makes roles']),
    ...(row['may_rewrite'] === false ? [] : ['it may change or delete events']),
    ...listFrom(row['tables']).flatMap(reasonsAgainst),
  ]
  if (reasons.length === 0) return

  throw new CoreError(
    'database.unsafe',
    `the work role "${role}" could reach the data of other organizations: ${reasons.join('; ')}`,
    { role, reasons },
  )
}

function reasonsAgainst(table: ReadonlyMap<string, unknown>): readonly string[] {
  const name = String(table.get('name')).replaceAll('"', '')
  const policies = listFrom(table.get('policies')).map(policyFrom)
  return [
    ...(table.get('isOwned') === false ? [] : [`it owns ${name}`]),
    ...(table.get('isForced') === true ? [] : [`${name} does not force row level security`]),
    ...(table.get('mayTruncate') === false ? [] : [`it may truncate ${name}`]),
    ...(policies.length > 0 ? [] : [`${name} has no policy for it`]),
    ...(policies.every(isOurs) ? [] : [`a policy of ${name} opens more than its organization`]),
  ]
}

function policyFrom(policy: ReadonlyMap<string, unknown>): FoundPolicy {
  return { using: textOrNull(policy.get('using')), check: textOrNull(policy.get('check')) }
}

function isOurs({ using, check }: FoundPolicy): boolean {
  const own = bare(ownOrganization)
  return using !== null && bare(using) === own && (check === null || bare(check) === own)
}

// Postgres prints an expression with casts, parentheses and names for columns that nobody wrote.
function bare(expression: string): string {
  return expression.toLowerCase().replaceAll(/::text| as "?nullif"?|[()\s]/g, '')
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function listFrom(value: unknown): readonly ReadonlyMap<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.map((item: unknown) => new Map(isObject(item) ? Object.entries(item) : []))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
