/** Runs the TypeScript compiler on a generated project, as a user of the built packages does. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { projectOf, type Size } from './project.ts'

/** What one run took. */
export interface Compilation {
  readonly nanoseconds: number
  readonly bytes: number
}

/** A project on disk, and the compiler for it. */
export interface Compiler {
  /** Checks it all anew. @throws Error when anything in it is wrong */
  readonly compile: (emits: boolean) => Promise<Compilation>
  readonly close: () => Promise<void>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const run = promisify(execFile)

/** Writes a project of a size, and builds the packages that it is checked against. */
export async function compiler(size: Size): Promise<Compiler> {
  await run(process.execPath, [tsc, '-b', join(root, 'core')])
  const directory = await mkdtemp(join(tmpdir(), 'plinth-types-'))
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'))
  await mkdir(join(directory, 'src'))
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(settings))
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(projectOf(size))) {
    await writeFile(join(directory, 'src', name), text)
  }
  return {
    compile: (emits) => compileOnce(directory, emits),
    close: () => rm(directory, { recursive: true }),
  }
}

const settings = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023'],
    types: [],
    module: 'nodenext',
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    declaration: true,
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
}

async function compileOnce(directory: string, emits: boolean): Promise<Compilation> {
  const flags = ['-p', directory, '--extendedDiagnostics', ...(emits ? [] : ['--noEmit'])]
  const start = performance.now()
  const { stdout } = await run(process.execPath, [tsc, ...flags])
  const nanoseconds = (performance.now() - start) * 1_000_000
  return { nanoseconds, bytes: 1_024 * Number(/Memory used:\s+(\d+)K/.exec(stdout)?.[1]) }
}
