/** Puts the hand-written migrations of all modules in the order in which they are applied. */
import type { ModuleMigration } from '../../repository/index.ts'
import { bootLevels } from './boot-levels.ts'
import type { ModuleDefinition } from '../define-module.ts'
import { compareVersions } from './semantic-version.ts'

/** Lists the migrations: those of modules that others depend on first, within a module by version. */
export function orderedMigrations(
  modules: readonly ModuleDefinition[],
): readonly ModuleMigration[] {
  return bootLevels(modules)
    .levels.flat()
    .flatMap(({ id, migrations }) =>
      migrations
        .map((migration) => ({ module: id, ...migration }))
        .toSorted((one, other) => compareVersions(one.version, other.version)),
    )
}
