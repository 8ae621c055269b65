/**
 * The template: a fresh database as one archive, copied instead of made.
 *
 * Making one (initdb) takes seconds and 0.9 GB, loading one a tenth of that. It is made once, by
 * `prepare-template.ts`, into `template/` beside `src/`, and its name says which PGlite made it.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

/** A template, and whether it had to be made just now. */
export interface Template {
  readonly archive: Uint8Array
  readonly made: boolean
}

/** Loads the template of this PGlite; makes it, and keeps it where that is allowed, when it is missing. */
export async function loadTemplate(): Promise<Template> {
  const path = await templatePath()
  const kept = await readFile(path).catch(() => null)
  if (kept) return { archive: kept, made: false }

  const archive = await makeTemplate()
  await keep(path, archive).catch(() => {})
  return { archive, made: true }
}

async function templatePath(): Promise<string> {
  const directory = fileURLToPath(new URL('../../../template/', import.meta.url))
  return join(directory, `pglite-${await pgliteVersion()}.tar`)
}

async function pgliteVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const text = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}

// Segments of 1 MB instead of 16, and no template databases, of which nobody makes copies here:
// 15 MB instead of 39, and as much less in each data directory.
const slim = `
  alter database template0 is_template false;
  alter database template1 is_template false;
  drop database template0;
  drop database template1;
  checkpoint;`

async function makeTemplate(): Promise<Uint8Array> {
  const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] })
  for (const statement of slim.split(';')) await database.exec(statement)
  const archive = await database.dumpDataDir('none')
  await database.close()
  return new Uint8Array(await archive.arrayBuffer())
}

// Whoever reads at the same time sees all of it or nothing.
async function keep(path: string, archive: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(unfinished, archive)
  await rename(unfinished, path)
}
