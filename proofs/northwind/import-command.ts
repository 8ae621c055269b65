/** Runs `plinth data import` as a user does: as a command, in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { numberAt, parsed, textAt, valueAt } from '../api/json.ts'
import { leaveNothing } from '../leftovers.ts'
import { plinthCommand, tradingMaps, tradingSystem } from '../trading-files.ts'
import type { SourceFile } from './source.ts'

/** What is imported, and to whom. */
export interface ImportJob {
  readonly file: SourceFile
  /** Where the file is. */
  readonly folder: string
  readonly organization: string
  /** Where the system has its data. */
  readonly variables: Readonly<Record<string, string>>
}

/** What the command said of a row. */
export interface ReportedRow {
  readonly kind: string
  readonly line: number
  readonly column: string
  readonly value: string | null
  readonly reason: string
}

/** What the command said. */
export interface ImportReport {
  readonly exitCode: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly rows: readonly ReportedRow[]
}

/** Imports a file. */
export type RunImport = (job: ImportJob) => Promise<ImportReport>

/** Imports a file through the command. @throws Error with what it said when it does not get to its summary */
export const importThroughCommand: RunImport = async (job) => {
  const { file, folder, organization, variables } = job
  const options = ['--org', organization, '--map', `${tradingMaps}${file.map}`, '--json']
  const words = ['data', 'import', file.entity, join(folder, file.name), ...options]
  const { exitCode, out, err } = await run([...words, '--system', tradingSystem], variables)

  const lines = out.trim().split('\n').map(parsed)
  const summary = lines.at(-1)
  if (valueAt(summary, 'kind') !== 'summary') {
    throw new Error(`plinth data import ${file.name} ended with ${exitCode}: ${err || out}`)
  }
  return {
    exitCode,
    created: numberAt(summary, 'created'),
    updated: numberAt(summary, 'updated'),
    unchanged: numberAt(summary, 'unchanged'),
    refused: numberAt(summary, 'refused'),
    rows: lines
      .slice(0, -1)
      .filter((line) => valueAt(line, 'line') !== null)
      .map(rowOf),
  }
}

async function run(words: readonly string[], variables: ImportJob['variables']) {
  const child = spawn(process.execPath, [plinthCommand, ...words], {
    env: { ...process.env, APP_ENV: 'development', LOG_LEVEL: 'warn', NO_COLOR: '1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const done = leaveNothing(() => void child.kill('SIGTERM'))
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said.out += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said.err += chunk))
  await once(child, 'close')
  await done()
  return { ...said, exitCode: child.exitCode ?? -1 }
}

function rowOf(line: unknown): ReportedRow {
  const value = valueAt(line, 'value')
  return {
    kind: textAt(line, 'kind'),
    line: numberAt(line, 'line'),
    column: textAt(line, 'column'),
    value: typeof value === 'string' ? value : null,
    reason: textAt(line, 'reason'),
  }
}
