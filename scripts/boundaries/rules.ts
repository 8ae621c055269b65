/** The rules of the house's imports: each says when an import breaks it, and what is allowed. */
import { arrows, type Part, roomOrder, rooms, testArrows } from './arrows.ts'
import type { Place } from './house.ts'
import type { Import } from './imports.ts'

/** One rule. `allowed` completes the sentence that refuses an import. */
export interface ImportRule {
  readonly name: string
  readonly isBroken: (imported: Import) => boolean
  readonly allowed: (imported: Import) => string
}

/** All rules; an import is refused by the first that it breaks. */
export const importRules: readonly ImportRule[] = [
  {
    name: 'core stands alone',
    isBroken: ({ from, to }) => from.part === 'core' && !from.isTest && !to,
    allowed: () => 'core imports nothing outside itself, neither a package nor a Node module',
  },
  {
    name: 'arrows between the parts',
    isBroken: ({ from, to }) => leaves(from, to) && !openTo(from).includes(to.part),
    allowed: ({ from }) => `${nameOf(from)} may import: ${list(openTo(from))}`,
  },
  {
    name: 'a package is entered by its name',
    isBroken: ({ from, to, specifier }) =>
      to !== undefined && from.package !== to.package && specifier.startsWith('.'),
    allowed: ({ to }) => `only the name of the package in ${to?.package}, never a path into it`,
  },
  {
    name: 'a package does not import itself by name',
    isBroken: ({ from, to, specifier }) =>
      from.package === to?.package && !from.isTest && !specifier.startsWith('.'),
    allowed: () => 'the file that says it, by its relative path',
  },
  {
    name: 'a module shows others its front alone',
    isBroken: ({ from, to }) => entersModule(from, to) && !to.file.endsWith('/index.ts'),
    allowed: ({ to }) => `its front, ${to?.module?.folder}/index.ts`,
  },
  {
    name: 'a module says what it depends on',
    isBroken: ({ from, to }) =>
      entersModule(from, to) && !from.isTest && from.part === 'modules' && !isDeclared(from, to),
    allowed: ({ from }) => `what dependsOn of ${nameOf(from)} names: ${list(dependsOn(from))}`,
  },
  {
    name: 'rooms of core',
    isBroken: ({ from, to }) =>
      from.part === 'core' && to?.part === 'core' && !from.isTest && !isLeftOf(to, from),
    allowed: ({ from }) => `core/src/${from.room} may import: ${list(leftOf(from))} (${roomOrder})`,
  },
]

function leaves(from: Place, to: Place | undefined): to is Place {
  if (!to) return false
  return from.package !== to.package || (from.part === 'modules' && from.module !== to.module)
}

function openTo({ part, isTest }: Place): readonly Part[] {
  return isTest ? [...arrows[part], ...testArrows[part]] : arrows[part]
}

function nameOf({ module, package: home, isTest }: Place): string {
  return `${isTest ? 'a test of ' : ''}${module?.folder ?? home}`
}

function entersModule(from: Place, to: Place | undefined): to is Place {
  return to?.module !== undefined && from.module !== to.module
}

function isDeclared(from: Place, to: Place): boolean {
  return to.module !== undefined && dependsOn(from).includes(to.module.folder)
}

function dependsOn({ module }: Place): readonly string[] {
  return module?.dependsOn ?? []
}

function isLeftOf(to: Place, from: Place): boolean {
  return from.room === undefined || from.room === to.room || leftOf(from).includes(to.room ?? '')
}

function leftOf({ room }: Place): string[] {
  const at = rooms.findIndex((peers) => peers.some((peer) => peer === room))
  return rooms.slice(0, Math.max(at, 0)).flat()
}

function list(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'nothing'
}
