/**
 * Brings a database up to the declared entities, by additive steps and by what modules wrote by hand.
 *
 * One query tells whether it is up to date and safe. Else: roles, the ledger, the catalog, a plan,
 * and then all steps in one transaction behind an advisory lock. Whoever waited for that lock finds
 * another line in the ledger than it planned with, and begins again: by then there is nothing to do.
 */
import type { EntitySchema } from '@plinth/core'
import type { ModuleMigration } from '@plinth/core/runtime'
import { DatabaseError, type Scope, type SqlDriver, type Statement } from '../driver/index.ts'
import { designProblems } from './design/design-problems.ts'
import { designsOf, type TableDesign } from './design/table-design.ts'
import { eraseEventsFunction } from './erase-events.ts'
import { isReady } from './is-ready.ts'
import { behindRivals } from './behind-rivals.ts'
import { byHandStatements, byHandTable, planByHand } from './by-hand.ts'
import { checksumOf, ledgerLine, ledgerStatements } from './ledger.ts'
import { readCatalog } from './plan/catalog.ts'
import type { Doubt, Step } from './plan/plan.ts'
import { planSchema } from './plan/plan-schema.ts'
import { prepareRoles } from './roles/prepare-roles.ts'
import { refuseGoneFunction } from './functions/refuse-gone.ts'
import { migrationRefused, notApplied, type Refusal } from './refusal.ts'
import { refuseStaleFunction } from './functions/refuse-stale.ts'
import { refuseUsedFunction } from './functions/refuse-used.ts'

/**
 * Migrates, and returns the steps that were taken: none when all was as it shall be.
 *
 * It waits a minute at most for a rival that migrates, and 5 seconds for a table that is in use;
 * all of it takes 3 minutes at most. Nothing is half applied.
 *
 * @throws CoreError `migration.refused` when a difference is not additive, with all of them; or when a
 * migration written by hand fails, was changed after it was applied, or comes too late.
 * @throws CoreError `database.unsafe` when the work role could see around the policies.
 * @throws CoreError `database.refused` when the login user may not prepare the database.
 */
export async function migrate(
  driver: SqlDriver,
  entities: readonly EntitySchema[],
  migrations: readonly ModuleMigration[] = [],
): Promise<readonly Step[]> {
  const problems = designProblems(entities)
  if (problems.length > 0) throw migrationRefused(problems)

  const designs = designsOf(entities)
  const checksum = checksumOf(designs, driver.roles, migrations)
  const desired = { designs, migrations, checksum }
  if (await isReady(driver, desired)) return []

  await prepareRoles(driver)
  await driver.transact(owner, [
    ...behindRivals,
    ...ledgerStatements(driver.roles),
    { text: refuseStaleFunction },
    byHandTable,
    { text: refuseGoneFunction },
    { text: refuseUsedFunction },
    ...eraseEventsFunction(driver.roles).map((text) => ({ text })),
  ])
  for (let attempt = 0; attempt < mostRivals; attempt++) {
    const steps = await bringUp(driver, desired)
    if (await isReady(driver, desired)) return steps
  }
  throw tooManyRivals(driver)
}

/** The schema that is wanted. */
interface Desired {
  readonly designs: readonly TableDesign[]
  readonly migrations: readonly ModuleMigration[]
  readonly checksum: string
}

const owner: Scope = { role: 'owner', timeoutMs: 180_000 }
const mostRivals = 10

/** Takes all steps, or none when a rival was faster. */
async function bringUp(
  driver: SqlDriver,
  { designs, migrations, checksum }: Desired,
): Promise<readonly Step[]> {
  const schemaNames = new Set(designs.map(({ schemaName }) => schemaName))
  const catalog = await readCatalog(driver, ['plinth', ...schemaNames])
  const { steps, doubts, refusals } = planSchema(designs, catalog, driver.roles)
  const byHand = await planByHand(driver, migrations)
  const all = [...refusals, ...(await confirmed(driver, doubts)), ...byHand.refusals]
  if (all.length > 0) throw migrationRefused(all)

  const statements = [
    ...behindRivals,
    unlessRival(catalog.lastMigration),
    ...steps.map(({ sql }) => ({ text: sql })),
    ...byHandStatements(byHand.pending),
    ledgerLine({ checksum, steps, byHand: byHand.pending.length > 0 }),
  ]
  try {
    await driver.transact(owner, statements)
    return steps
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    if (error.raised?.state === rivalState) return []
    if (error.transient || byHand.pending.length === 0) throw error
    throw notApplied(byHand.pending, error)
  }
}

/** Asks the records that are there which doubts hold. */
async function confirmed(driver: SqlDriver, doubts: readonly Doubt[]): Promise<readonly Refusal[]> {
  if (doubts.length === 0) return []

  const text = `select ${doubts.map(({ sql }, at) => `(${sql}) as "${at}"`).join(',\n  ')}`
  const { rows } = await driver.query(owner, { text })
  return doubts.filter((_, at) => rows[0]?.[at] === true).map(({ refusal }) => refusal)
}

const rivalState = 'PLM01'

function unlessRival(lastMigration: number): Statement {
  return {
    text: `do $$ begin
  if (select coalesce(max(id), 0) from plinth.migrations) <> ${lastMigration} then
    raise exception 'a rival has migrated meanwhile' using errcode = '${rivalState}';
  end if;
end $$`,
  }
}

function tooManyRivals({ place }: SqlDriver): DatabaseError {
  return new DatabaseError({
    code: 'database.contention',
    message: `others keep changing the schema of the database (${place}); start again when they are done`,
    outcome: 'nothing',
    transient: true,
  })
}
