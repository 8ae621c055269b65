/** Checks all modules together, before anything runs. */
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import { checkEntities } from './check-entities.ts'
import { checkNamingClasses } from './check-naming-classes.ts'
import { checkEvents } from './check-events.ts'
import { checkGrants } from './check-grants.ts'
import { checkJobs } from './check-jobs.ts'
import { checkMachines } from './check-machines.ts'
import { checkMessages } from './check-messages.ts'
import { checkMigrations } from './check-migrations.ts'
import { checkModules } from './check-modules.ts'
import { checkRules, ruleShape } from './check-rules.ts'
import { checkSearch } from './check-search.ts'
import { type Declarations, declarationsOf } from './declarations.ts'
import { composition, type Mistake } from './mistake.ts'

export {
  checkGrants,
  checkJobs,
  checkSearch,
  composition,
  type Declarations,
  declarationsOf,
  type Mistake,
  ruleShape,
}

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
  const mistakes = eachOnce([
    ...checkModules(declarations),
    ...checkEntities(declarations),
    ...checkNamingClasses(declarations),
    ...checkMachines(declarations, schemas),
    ...checkRules(declarations, schemas),
    ...checkMessages(declarations),
    ...checkEvents(declarations),
    ...checkMigrations(declarations),
    ...others,
  ])
  if (mistakes.length === 0) return
  throw new CoreError('system.invalid', pageOf(mistakes), { mistakes })
}

// What is declared twice is looked at twice.
function eachOnce(mistakes: readonly Mistake[]): readonly Mistake[] {
  const byLine = new Map(
    mistakes.map((mistake) => [`${mistake.module} ${mistake.message}`, mistake]),
  )
  return [...byLine.values()]
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
  return `Plinth cannot start: ${count(mistakes.length, 'mistake')} in ${placesOf(modules)}\n\n${lines.join('\n')}`
}

function placesOf(modules: readonly string[]): string {
  const declared = modules.filter((module) => module !== composition)
  if (declared.length === modules.length) return count(declared.length, 'module')
  const inModules = declared.length > 0 ? `${count(declared.length, 'module')} and in ` : ''
  return `${inModules}how they are composed`
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
