/** Lists every import of the house, type-only ones included, and the circles among them. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IDependency } from 'dependency-cruiser'
import { arrows } from './arrows.ts'
import { frontOf, type House, type Place, placeOf } from './house.ts'

/** One import. `to` is missing when it leads out of the house: to a package or a Node module. */
export interface Import {
  readonly from: Place
  readonly line: number
  readonly specifier: string
  readonly to?: Place
}

/** The imports of a house, and each circle once, as the files that it runs through. */
export interface ImportGraph {
  readonly files: number
  readonly imports: readonly Import[]
  readonly circles: readonly (readonly string[])[]
}

/**
 * Reads the imports of every TypeScript file in the parts of the house.
 *
 * @throws Error when a file was not read: with a parser missing dependency-cruiser reads none, and
 *   says that all is well.
 */
export async function readImports(house: House): Promise<ImportGraph> {
  const result = await cruiseHouse(house)
  const read = result.modules.filter(({ source }) => isSource(source))
  assertAllRead(
    house,
    read.map(({ source }) => source),
  )

  const imports = read.flatMap(({ source, dependencies }) =>
    dependencies.flatMap((dependency) => importOf(house, source, dependency)),
  )
  return { files: read.length, imports, circles: circlesIn(result) }
}

async function cruiseHouse({ root }: House): Promise<ICruiseResult> {
  const { output } = await cruise(partsIn(root), {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|peers)/' },
    validate: true,
    ruleSet: { forbidden: [{ name: 'circle', from: {}, to: { circular: true } }] },
  })
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered: ${output}`)
  return output
}

function partsIn(root: string): string[] {
  return globSync(Object.keys(arrows), { cwd: root })
}

// Peers of the benchmarks are a package of their own, and what they generate is not ours.
const notOfTheHouse = ['**/node_modules', '**/dist', '**/peers']

function assertAllRead({ root }: House, read: readonly string[]): void {
  const sources = globSync('**/*.ts', { cwd: root, exclude: notOfTheHouse })
  const missed = sources.filter((file) => placedIn(file) && !read.includes(file))
  if (missed.length === 0 && read.length > 0) return

  throw new Error(`dependency-cruiser read ${read.length} files and left out: ${missed.join(', ')}`)
}

function placedIn(file: string): boolean {
  return file.includes('/') && Object.hasOwn(arrows, file.slice(0, file.indexOf('/')))
}

function isSource(file: string): boolean {
  return file.endsWith('.ts')
}

function importOf(house: House, source: string, dependency: IDependency): Import[] {
  const from = placeOf(house, source)
  if (!from) return []

  const specifier = `${dependency.protocol ?? ''}${dependency.module}`
  const target = specifier.startsWith('.')
    ? join(source, '..', specifier)
    : frontOf(house, specifier)
  const to = target === undefined ? undefined : placeOf(house, target)
  const line = lineOf(join(house.root, source), dependency.module)
  return [{ from, line, specifier, ...(to && { to }) }]
}

function lineOf(path: string, module: string): number {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.findIndex((line) => line.includes(`${module}'`) || line.includes(`${module}"`)) + 1
}

// A circle comes back once for each file on it, each time starting elsewhere.
function circlesIn({ modules }: ICruiseResult): string[][] {
  const circles = new Map<string, string[]>()
  for (const { source, dependencies } of modules) {
    for (const { cycle } of dependencies.filter(({ circular }) => circular)) {
      const onward = (cycle ?? []).map(({ name }) => name)
      circles.set(onward.toSorted().join(), [source, ...onward])
    }
  }
  return [...circles.values()]
}
