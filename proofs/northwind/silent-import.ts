/** The broken twin of the import: rows that are not as they should be are skipped, and nothing is said. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newDirectory } from '../ground/new-directory.ts'
import { type CsvRow, parseCsv } from './csv.ts'
import { type ImportReport, importThroughCommand, type RunImport } from './import-command.ts'
import { untidyCells } from './oracle.ts'

/** Imports what is left of a file without its bad rows, and keeps silent about them. */
export const silentImport: RunImport = async (job) => {
  const folder = await newDirectory()
  const text = await readFile(join(job.folder, job.file.name), 'utf8')
  await writeFile(join(folder, job.file.name), withoutBadRows(text))
  return silenced(await importThroughCommand({ ...job, folder }))
}

// No row of these files has a line end in it.
function withoutBadRows(text: string): string {
  const bad = new Set(
    parseCsv(text)
      .filter(isBad)
      .map(({ line }) => line),
  )
  const lines = text.split('\n')
  return lines.filter((_, index) => !bad.has(index + 1)).join('\n')
}

function isBad(row: CsvRow): boolean {
  const [first = '', second = ''] = row.cells.values()
  return first === '' || second === '' || untidyCells([row]).length > 0
}

function silenced(report: ImportReport): ImportReport {
  return { ...report, exitCode: 0, refused: 0, rows: [] }
}
