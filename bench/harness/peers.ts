/**
 * Finds the libraries that we are measured beside. They have a lock file of their own in `bench/peers`
 * and are no part of the repository's install: a benchmark does without those that are missing.
 */
import { existsSync, readFileSync } from 'node:fs'

/** One operation on one input. */
export type Operation = (input: unknown) => unknown

/** How the missing libraries are installed. */
export const installPeers =
  'npm ci --prefix bench/peers, for re2 also npm run re2 --prefix bench/peers'

const folder = new URL('../peers/', import.meta.url)

/** Tells whether a library is installed, and built where it is native code (`binding.gyp` says so). */
export function isInstalled(library: string): boolean {
  const has = (file: string) => existsSync(new URL(`node_modules/${library}/${file}`, folder))
  return has('package.json') && (!has('binding.gyp') || has(`build/Release/${library}.node`))
}

/** Names a library with its version: `zod 4.6.7`. */
export function peerName(library: string): string {
  const version = versions()[library]
  return typeof version === 'string' ? `${library} ${version}` : library
}

/**
 * Makes what a library does for a subject: the export `subject` of `peers/<library>.js`, called with
 * the material that all contenders work on. Null where the library is not installed.
 */
export async function peer<Made>(
  library: string,
  { subject, material, isMade }: Asked<Made>,
): Promise<Made | null> {
  if (!isInstalled(library)) return null

  const file = `${library.replace('@', '').replace('/', '-')}.js`
  const module: unknown = await import(new URL(file, folder).href)
  const make = isRecord(module) ? module[subject] : undefined
  if (!isMaker(make)) throw new Error(`bench/peers/${file} exports no function "${subject}"`)

  const made = await make(material)
  if (isMade(made)) return made
  throw new Error(`"${subject}" of bench/peers/${file} does not make what the benchmark runs`)
}

/** What is asked of a library. */
export interface Asked<Made> {
  readonly subject: string
  readonly material?: unknown
  /** Tells whether what was made can be run: peers are no typed code. */
  readonly isMade: (made: unknown) => made is Made
}

/** Tells whether something is an operation. */
export function isOperation(made: unknown): made is Operation {
  return typeof made === 'function'
}

function versions(): Readonly<Record<string, unknown>> {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
  const dependencies = isRecord(manifest) ? manifest['dependencies'] : undefined
  return isRecord(dependencies) ? dependencies : {}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isMaker(value: unknown): value is (material: unknown) => unknown {
  return typeof value === 'function'
}
