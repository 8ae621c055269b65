/** Tells where a file stands in the house: its part, package, module and room. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readWorkspaces, type Workspace } from '../workspaces.ts'
import { arrows, type Part } from './arrows.ts'
import { readDependsOn } from './depends-on.ts'

/** A folder that defines a module; `dependsOn` holds the folders of the modules that it names. */
export interface ModuleFolder {
  readonly folder: string
  readonly dependsOn: readonly string[]
}

/** The packages and modules that stand in one checkout. */
export interface House {
  readonly root: string
  readonly packages: readonly Workspace[]
  readonly modules: readonly ModuleFolder[]
}

/** Where one file stands. `room` is set inside core, `module` inside a module's folder. */
export interface Place {
  readonly file: string
  readonly part: Part
  readonly package: string
  readonly module?: ModuleFolder
  readonly room?: string
  readonly isTest: boolean
}

/** Reads the workspaces of `root` and finds the modules in them. */
export function openHouse(root: string): House {
  return { root, packages: readWorkspaces(root), modules: findModules(root) }
}

/** Places a file of the house; undefined for a file that stands in no known part. */
export function placeOf(house: House, file: string): Place | undefined {
  const module = house.modules.find(({ folder }) => file.startsWith(`${folder}/`))
  const home = house.packages.find(({ folder }) => file.startsWith(`${folder}/`))
  const top = file.slice(0, file.indexOf('/'))
  const part = module ? 'modules' : top
  if (!isPart(part)) return undefined

  const room = /^core\/src\/([^/]+)\//.exec(file)?.[1]
  return {
    file,
    part,
    package: home?.folder ?? top,
    isTest: /\.(test(-d)?|fixture)\.ts$/.test(file),
    ...(module && { module }),
    ...(room && { room }),
  }
}

/** The file that a package's name leads to: its front, or the file that a subpath is named for. */
export function frontOf(house: House, specifier: string): string | undefined {
  const named = house.packages.find(
    ({ name }) => specifier === name || specifier.startsWith(`${name}/`),
  )
  if (!named) return undefined

  const subpath = specifier.slice(named.name.length + 1) || 'index'
  return `${named.folder}/src/${subpath}.ts`
}

function findModules(root: string): ModuleFolder[] {
  const files = globSync(['examples/*/*/*.ts', 'modules/*/src/*.ts'], { cwd: root })
  return files.flatMap((file) => {
    const dependsOn = readDependsOn(readFileSync(join(root, file), 'utf8'), dirname(file))
    return dependsOn ? [{ folder: dirname(file), dependsOn }] : []
  })
}

function isPart(name: string): name is Part {
  return Object.hasOwn(arrows, name)
}
