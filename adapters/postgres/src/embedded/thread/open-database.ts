/** Opens the embedded Postgres: where one is, as it is; elsewhere a new one from the template. */
import { access, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { loadTemplate, type Template } from '../template/template.ts'
import { untar } from '../template/untar.ts'
import type { OpenRequest } from './messages.ts'

/** A database that answers. */
export interface OpenDatabase {
  readonly database: PGlite
  /** Whether the template was missing, which makes this start slow. */
  readonly templateMade: boolean
}

/** Opens a database. @throws Error with what Postgres said last when it does not start. */
export async function openDatabase({ directory, archive }: OpenRequest): Promise<OpenDatabase> {
  if (directory === null) {
    const template = await templateFrom(archive)
    const loadDataDir = new Blob([template.archive])
    return { database: await start({ loadDataDir }), templateMade: template.made }
  }

  const templateMade = (await exists(directory)) ? false : await install(directory, archive)
  return { database: await start({ dataDir: directory }), templateMade }
}

// Unpacked beside and then renamed: a start that is killed half-way leaves no half database.
async function install(directory: string, archive: Uint8Array | null): Promise<boolean> {
  const unfinished = `${directory}.unfinished`
  const template = await templateFrom(archive)
  await rm(unfinished, { recursive: true, force: true })
  await untar(template.archive, unfinished)
  await rename(unfinished, directory)
  return template.made
}

async function templateFrom(archive: Uint8Array | null): Promise<Template> {
  return archive ? { archive, made: false } : loadTemplate()
}

async function exists(directory: string): Promise<boolean> {
  return access(join(directory, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

type Source = { readonly loadDataDir: Blob } | { readonly dataDir: string }

async function start(source: Source): Promise<PGlite> {
  const said: string[] = []
  const onStderr = (line: string): boolean => {
    said.push(line)
    return false
  }
  try {
    return await PGlite.create({ ...source, onStderr })
  } catch (error) {
    throw new Error(reasonIn(said) || String(error), { cause: error })
  }
}

/** Finds what Postgres stopped for, and its explanation, in what it printed. */
function reasonIn(lines: readonly string[]): string {
  const reasons = lines.map((line) => /(?:FATAL|PANIC|DETAIL): +(.*)/s.exec(line)?.[1])
  return reasons.filter((reason) => reason !== undefined).join('. ')
}
