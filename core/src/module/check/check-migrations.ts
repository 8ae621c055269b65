/** Checks the migrations that modules write by hand. */
import type { Migration } from '../../repository/index.ts'
import type { ModuleDefinition } from '../define-module.ts'
import { compareVersions, isVersion } from '../boot/semantic-version.ts'
import type { Declarations } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** Finds versions that are none, taken twice or not there yet, and statements that cannot be run. */
export function checkMigrations({ modules }: Declarations): readonly Mistake[] {
  return modules.flatMap((module) => [
    ...takenTwice(module.migrations, ({ version }) => version).map(({ item }) => ({
      module: module.id,
      message: `migration "${item.version}" is there twice`,
    })),
    ...module.migrations.flatMap((migration) =>
      problemsOf(migration, module).map((problem) => ({
        module: module.id,
        message: `migration "${migration.version}" ${problem}`,
      })),
    ),
  ])
}

const controlsTransactions =
  /^\s*(?:begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\s+transaction)\b/i

function problemsOf(
  { version, statements }: Migration,
  module: ModuleDefinition,
): readonly string[] {
  if (!isVersion(version)) return ['is not like 1.2.3']

  const problems: string[] = []
  if (isVersion(module.version) && compareVersions(version, module.version) > 0) {
    problems.push(`is ahead of the module, which has version ${module.version}`)
  }
  if (statements.length === 0) problems.push('has no statement')
  for (const statement of statements) {
    if (statement.trim() === '') problems.push('has an empty statement')
    if (!controlsTransactions.test(statement)) continue
    problems.push(`controls the transaction that it runs in: "${statement.trim().slice(0, 60)}"`)
  }
  return problems
}
