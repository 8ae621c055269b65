/** The migrations that modules write by hand: which are still to be applied, and how that is remembered. */
import { createHash } from 'node:crypto'
import type { ModuleMigration } from '@plinth/core/runtime'
import type { SqlDriver, Statement } from '../driver/index.ts'
import type { Refusal } from './refusal.ts'

/** What is to be done, and what stands in its way. */
export interface ByHand {
  readonly pending: readonly ModuleMigration[]
  readonly refusals: readonly Refusal[]
}

/** Makes the table that remembers them; runs as the owner. */
export const byHandTable: Statement = {
  text: `create table if not exists plinth.module_migrations (
  module text collate "C" not null,
  version text collate "C" not null,
  checksum text not null,
  description text not null,
  applied_at timestamptz not null default now(),
  primary key (module, version)
)`,
}

/** Compares the migrations of the modules, in their order, with those that were applied here. */
export async function planByHand(
  driver: SqlDriver,
  migrations: readonly ModuleMigration[],
): Promise<ByHand> {
  if (migrations.length === 0) return { pending: [], refusals: [] }

  const applied = await appliedHere(driver)
  const pending = migrations.filter((migration) => !applied.has(keyOf(migration)))
  const changed = migrations.filter((migration) => {
    const checksum = applied.get(keyOf(migration))
    return checksum !== undefined && checksum !== checksumOfStatements(migration)
  })
  const late = pending.filter((migration, _, all) => isOvertaken(migration, migrations, all))
  return {
    pending,
    refusals: [
      ...changed.map((migration) =>
        refusal(migration, 'was changed after it was applied; write another one instead'),
      ),
      ...late.map((migration) =>
        refusal(migration, 'comes before one that was applied already; give it a later version'),
      ),
    ],
  }
}

/** Writes the statements of the migrations, each followed by the line that remembers it. */
export function byHandStatements(pending: readonly ModuleMigration[]): readonly Statement[] {
  return pending.flatMap((migration) => [
    ...migration.statements.map((text) => ({ text })),
    {
      text: `insert into plinth.module_migrations (module, version, checksum, description)
values ($1, $2, $3, $4)`,
      values: [
        migration.module,
        migration.version,
        checksumOfStatements(migration),
        migration.description,
      ],
    },
  ])
}

async function appliedHere(driver: SqlDriver): Promise<ReadonlyMap<string, string>> {
  const text = `select module || ' ' || version as key, checksum from plinth.module_migrations`
  const { rows } = await driver.query({ role: 'owner' }, { text })
  return new Map(rows.map(({ key, checksum }) => [String(key), String(checksum)]))
}

function keyOf({ module, version }: ModuleMigration): string {
  return `${module} ${version}`
}

function checksumOfStatements({ statements }: ModuleMigration): string {
  return createHash('sha256').update(JSON.stringify(statements)).digest('hex')
}

/** Tells whether a later migration of the same module has been applied before this one. */
function isOvertaken(
  migration: ModuleMigration,
  inOrder: readonly ModuleMigration[],
  pending: readonly ModuleMigration[],
): boolean {
  return inOrder
    .slice(inOrder.indexOf(migration) + 1)
    .some((later) => later.module === migration.module && !pending.includes(later))
}

function refusal({ module, version }: ModuleMigration, problem: string): Refusal {
  const message = `migration ${version} of module "${module}" ${problem}`
  return { table: 'plinth.module_migrations', column: null, message }
}
