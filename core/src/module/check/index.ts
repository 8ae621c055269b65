/** Checks all modules together, before anything runs. */
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import { checkEntities } from './check-entities.ts'
import { checkNamingClasses } from './check-naming-classes.ts'
import { checkEvents } from './check-events.ts'
import { checkJobs } from './check-jobs.ts'
import { checkMachines } from './check-machines.ts'
import { checkMessages } from './check-messages.ts'
import { checkMigrations } from './check-migrations.ts'
import { checkModules } from './check-modules.ts'
import { checkRules, ruleShape } from './check-rules.ts'
import { checkSearch } from './check-search.ts'
import { type Declarations, declarationsOf } from './declarations.ts'
import type { Mistake } from './mistake.ts'

export { checkJobs, checkSearch, type Declarations, declarationsOf, type Mistake, ruleShape }

/**
 * Looks for every contradiction in what the modules declare, and adds those that were found elsewhere.
 *
 * @throws CoreError `system.invalid` with all of them: as a page in the message, as data in its facts.
 */
export function assertSound(
  declarations: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
  others: readonly Mistake[] = [],
): void {
  const mistakes = [
    ...checkModules(declarations),
    ...checkEntities(declarations),
    ...checkNamingClasses(declarations),
    ...checkMachines(declarations, schemas),
    ...checkRules(declarations, schemas),
    ...checkMessages(declarations),
    ...checkEvents(declarations),
    ...checkMigrations(declarations),
    ...others,
  ]
  if (mistakes.length === 0) return
  throw new CoreError('system.invalid', pageOf(mistakes), { mistakes })
}

/** Writes the mistakes as a page, module by module. */
function pageOf(mistakes: readonly Mistake[]): string {
  const modules = [...new Set(mistakes.map(({ module }) => module))]
  const width = Math.max(...modules.map((module) => module.length))
  const lines = modules.flatMap((module) =>
    mistakes
      .filter((mistake) => mistake.module === module)
      .map(({ message }) => `  ${module.padEnd(width)}  ${message}`),
  )
  const head = `${count(mistakes.length, 'mistake')} in ${count(modules.length, 'module')}`
  return `Plinth cannot start: ${head}\n\n${lines.join('\n')}`
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
