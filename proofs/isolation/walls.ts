/**
 * The two walls between organizations, and how this proof takes one away.
 *
 * The predicate stands in each statement: `organization_id = $1`. The policies stand in the database.
 * Nothing that is shipped can take either away: it takes a driver of one's own, or the owner's hand.
 */
import type { SqlDriver, Statement } from '@plinth/postgres'
import { tenantTables } from '../ground/stored-rows.ts'

/** Which walls stand. */
export interface Walls {
  readonly predicates: boolean
  readonly policies: boolean
}

/** Says which walls stand. */
export function nameOf({ predicates, policies }: Walls): string {
  if (predicates && policies) return 'both walls'
  if (predicates) return 'the predicate alone'
  return policies ? 'the policies alone' : 'no wall'
}

/** A driver that takes the predicate out of each statement, and counts how often it did. */
export interface OpenedDriver extends SqlDriver {
  readonly taken: () => number
}

// The parameter stays in the text, or Postgres would ask what it is for; it is never null.
const predicate = /(?:\b\w+\.)?"?\borganization_id"? = (\$\d+)/g

/** Wraps a driver so that no statement says whose rows are meant. */
export function withoutPredicates(driver: SqlDriver): OpenedDriver {
  let taken = 0
  const opened = ({ text, values = [] }: Statement): Statement => {
    const left = text.replaceAll(predicate, '$1::text is not null')
    if (left !== text) taken += 1
    return { text: left, values }
  }
  return {
    place: driver.place,
    roles: driver.roles,
    exclusive: driver.exclusive,
    survivesPowerLoss: driver.survivesPowerLoss,
    transact: (scope, statements) => driver.transact(scope, statements.map(opened)),
    query: (scope, statement) => driver.query(scope, opened(statement)),
    session: () => driver.session(),
    close: () => driver.close(),
    taken: () => taken,
  }
}

/** Takes the policies away, as the owner of the tables alone may: after the boot has found them in order. */
export async function takePoliciesAway(driver: SqlDriver): Promise<void> {
  const tables = await tenantTables(driver)
  const statements = tables.map((table) => ({
    text: `alter table ${table} disable row level security`,
  }))
  await driver.transact({ role: 'owner' }, statements)
}

/** Whose rows a statement of the work role reaches in a table, by the walls that stand in its way. */
export async function reachOf(
  driver: SqlDriver,
  { organization, table }: { readonly organization: string; readonly table: string },
): Promise<{ readonly bare: readonly string[]; readonly asking: readonly string[] }> {
  const scope = { role: 'app', organizationId: organization } as const
  const text = `select distinct organization_id as organization from ${table}`
  const bare = await driver.query(scope, { text })
  const own = { text: `${text} where organization_id = $1`, values: [organization] }
  const asking = await driver.query(scope, own)
  return {
    bare: bare.rows.map((row) => String(row['organization'])),
    asking: asking.rows.map((row) => String(row['organization'])),
  }
}
