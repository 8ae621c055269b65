/** Shows that bad rows are named one by one, and that the good ones around them come in. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ground } from '../ground/ground.ts'
import { newDirectory } from '../ground/new-directory.ts'
import type { Verdict } from '../verdict.ts'
import type { RunImport } from './import-command.ts'
import { sourceFiles } from './source.ts'

/** What the check needs of a run. */
export interface SpoiledRun {
  readonly folder: string
  readonly ground: Ground
  readonly importFile: RunImport
  readonly verdict: Verdict
}

const tooLong = 'x'.repeat(61)

/** What is wrong with each row, and the line on which it will stand. */
const badRows = [
  {
    text: `90,${tooLong},a name that is too long`,
    line: 10,
    column: 'CategoryName',
    value: tooLong,
  },
  { text: ',Nameless,no code', line: 11, column: 'CategoryID', value: '' },
  { text: '92', line: 12, column: '', value: null },
] as const

/** Imports the categories with three bad rows behind them. */
export async function proveSpoiledFile(run: SpoiledRun): Promise<void> {
  const { ground, importFile, verdict } = run
  const file = sourceFiles.categories
  const folder = await newDirectory()
  const text = await readFile(join(run.folder, file.name), 'utf8')
  const rows = badRows.map((row) => row.text)
  await writeFile(join(folder, file.name), [text.trimEnd(), ...rows, ''].join(lineEndOf(text)))

  const { variables } = ground
  const report = await importFile({ file, folder, organization: 'org_spoiled', variables })
  const named = report.rows.map(({ kind, line, column, value }) => ({ kind, line, column, value }))
  const wanted = badRows.map(({ line, column, value }) => ({
    kind: 'refused',
    line,
    column,
    value,
  }))
  verdict.equal('bad rows named', named, wanted)

  const { exitCode, created, refused } = report
  verdict.equal(
    'a file with bad rows',
    { exitCode, created, refused },
    { exitCode: 1, created: 8, refused: 3 },
  )
  const unexplained = report.rows
    .filter(({ reason }) => reason === '')
    .map(({ line }) => `line ${line}`)
  verdict.none('bad rows without a reason', unexplained)
}

// A file that changes its line ends half way would be another mistake, and not one of these.
function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
