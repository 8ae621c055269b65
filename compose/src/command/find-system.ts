/** Finds the system that a command is about: the composition that a file exports. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Composition } from '../compose.ts'
import { OperatorError } from '../operator/operator-error.ts'

/** Where to look. */
export interface SystemWhereabouts {
  /** What `--system` says. */
  readonly file: string | undefined
  readonly directory: string
}

/**
 * Loads the file that is named, or the one that the nearest package.json names in
 * `"plinth": { "system": "./trading.ts" }`, and takes the composition that it exports: the default
 * export, or the only one.
 *
 * @throws OperatorError with exit code 2 when there is none.
 */
export async function findSystem({ file, directory }: SystemWhereabouts): Promise<Composition> {
  const path = file === undefined ? namedInPackage(directory) : resolve(directory, file)
  if (!existsSync(path)) throw notFound(`there is no file ${path}`)
  if (!/\.[cm]?[jt]s$/.test(path)) throw notFound(`${path} is no program, such as trading.ts`)

  const exported: unknown = await import(pathToFileURL(path).href)
  const compositions = compositionsIn(exported)
  const chosen = compositions.get('default') ?? [...compositions.values()][0]
  const isClear = compositions.size === 1 || compositions.has('default')
  if (chosen && isClear) return chosen

  const found = [...compositions.keys()].join(', ') || 'none'
  throw notFound(`${path} should export one composition, and exports: ${found}`)
}

function namedInPackage(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const named = systemIn(join(folder, 'package.json'))
    if (named !== undefined) return resolve(folder, named)
    if (folder === dirname(folder)) break
  }
  throw notFound('no package.json here or above says which system is meant')
}

function systemIn(path: string): string | undefined {
  if (!existsSync(path)) return undefined

  const plinth = fieldOf(jsonOf(readFileSync(path, 'utf8')), 'plinth')
  const system = fieldOf(plinth, 'system')
  return typeof system === 'string' ? system : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function compositionsIn(exported: unknown): ReadonlyMap<string, Composition> {
  if (typeof exported !== 'object' || exported === null) return new Map()

  const values: [string, unknown][] = Object.entries(exported)
  const compositions = values.flatMap(([name, value]): [string, Composition][] =>
    isComposition(value) ? [[name, value]] : [],
  )
  return new Map(compositions)
}

function isComposition(value: unknown): value is Composition {
  return fieldOf(value, 'kind') === 'composition'
}

function notFound(message: string): OperatorError {
  const example = '"plinth": { "system": "./trading.ts" }'
  return new OperatorError(message, {
    next: `Name the file with --system <file>, or in package.json: ${example}`,
    exitCode: 2,
  })
}
