/** Checks the modules themselves: their ids, and what they depend on. */
import { meantOrKnown } from '../../primitives/index.ts'
import { bootLevels } from '../boot/boot-levels.ts'
import type { ModuleDefinition } from '../define-module.ts'
import { isVersion } from '../boot/semantic-version.ts'
import type { Declarations } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** Finds ids that are malformed or taken, versions that are none, dependencies that are missing or circular. */
export function checkModules({ composed, modules }: Declarations): readonly Mistake[] {
  const known = new Set(modules.map(({ id }) => id))
  return [
    ...modules.flatMap(malformed),
    ...takenTwice(composed, ({ id }) => id).map(({ item }) => ({
      module: item.id,
      message: `the module id "${item.id}" is taken twice`,
    })),
    ...modules.flatMap((module) => missing(module, known)),
    ...circular(modules),
  ]
}

function malformed({ id, version }: ModuleDefinition): readonly Mistake[] {
  const mistakes: Mistake[] = []
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(id)) {
    const message = `the module id "${id}" must be lower-case letters, digits and "_"`
    mistakes.push({ module: id, message })
  }
  if (!isVersion(version)) {
    mistakes.push({ module: id, message: `version "${version}" is not like 1.2.3` })
  }
  return mistakes
}

function missing(
  { id, dependsOn }: ModuleDefinition,
  known: ReadonlySet<string>,
): readonly Mistake[] {
  return dependsOn
    .filter((needed) => !known.has(needed.id))
    .map((needed) => ({
      module: id,
      message: `depends on module "${needed.id}", which is not part of the system. ${meantOrKnown(needed.id, known)}`,
    }))
}

function circular(modules: readonly ModuleDefinition[]): readonly Mistake[] {
  const { circle } = bootLevels(modules)
  const [first] = circle
  if (first === undefined) return []
  return [{ module: first, message: `depends on itself: ${[...circle, first].join(' → ')}` }]
}
