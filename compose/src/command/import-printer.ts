/** Writes what an import finds and how far it is: for people, or as JSON lines. */
import type { Finding } from '../import/run/finding.ts'
import type { ImportReport, ImportResult } from '../import/run/import-rows.ts'
import { emptyTally, type Tally } from '../import/run/tally.ts'
import { printable } from '../log/readable-line.ts'
import type { Terminal } from '../operator/terminal.ts'

/** What is imported, and how it is told. */
export interface PrinterOptions {
  readonly terminal: Terminal
  readonly entity: string
  readonly file: string
  readonly organization: string
  readonly dryRun: boolean
  readonly json: boolean
  /** How much of the file has been read, from 0 to 1. */
  readonly share: () => number
}

/** Writes findings and the summary to the standard output, and progress to the standard error. */
export class ImportPrinter implements ImportReport {
  readonly #options: PrinterOptions
  readonly #startedAt = performance.now()
  #tally = emptyTally
  #notes = 0
  #shownAt = this.#startedAt
  #isLineOpen = false

  constructor(options: PrinterOptions) {
    this.#options = options
  }

  /** Writes what people should know before the first row. */
  note(sentence: string): void {
    if (!this.#options.json) this.#print(`  ${sentence}`)
    else this.#print(JSON.stringify({ kind: 'note', line: null, reason: sentence }))
  }

  finding(finding: Finding): void {
    if (finding.kind === 'note') this.#notes += 1
    this.#print(this.#options.json ? JSON.stringify(finding) : findingText(finding))
  }

  progress(tally: Tally): void {
    this.#tally = tally
    const { terminal, share } = this.#options
    const pause = terminal.isLive ? livePause : plainPause
    if (performance.now() - this.#shownAt < pause) return

    this.#shownAt = performance.now()
    const text = `${tally.rows} rows, ${this.#rate()} a second, ${Math.round(share() * 100)} % of the file`
    terminal.err(terminal.isLive ? `${clearLine}  ${text}` : `${text}\n`)
    this.#isLineOpen = terminal.isLive
  }

  /** Writes how far it came, when something else than the rows ended it. */
  broken(): void {
    const { rows, created, updated } = this.#tally
    const { terminal } = this.#options
    terminal.err(`stopped after ${rows} rows (${created} created, ${updated} updated)\n`)
  }

  /** Writes how it ended. */
  summary({ tally, isCut, isStored }: ImportResult): void {
    this.#tally = tally
    const { entity, file, organization, dryRun, json } = this.#options
    const ms = Math.round(performance.now() - this.#startedAt)
    if (!json) {
      this.#print(this.#summaryText({ tally, isCut, isStored }))
      return
    }
    const counts = { ...tally, notes: this.#notes, ms, rowsPerSecond: this.#rate() }
    const about = { entity, file, organization, dryRun, isCut, isStored }
    this.#print(JSON.stringify({ kind: 'summary', ...about, ...counts }))
  }

  #summaryText({ tally, isCut, isStored }: ImportResult): string {
    const { entity, dryRun } = this.#options
    const { rows, created, updated, unchanged, refused } = tally
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1)
    const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused`
    const lines = [`${entity}: ${rows} rows in ${seconds} s (${this.#rate()} a second): ${counts}`]
    if (dryRun) lines.push('This was a dry run: nothing was written.')
    else if (!isStored)
      lines.push('Nothing was written: with --all-or-nothing every row must be good.')
    if (isCut) lines.push('Not all rows were read.')
    if (isCut || refused > 0) lines.push(again)
    return lines.join('\n')
  }

  #rate(): number {
    const seconds = (performance.now() - this.#startedAt) / 1000
    return Math.round(this.#tally.rows / Math.max(seconds, 0.001))
  }

  #print(line: string): void {
    const { terminal } = this.#options
    if (this.#isLineOpen) terminal.err(clearLine)
    this.#isLineOpen = false
    terminal.out(`${line}\n`)
  }
}

const livePause = 100
const plainPause = 2_000
const clearLine = '\r\u001B[K'

const again =
  'Correct the file and run the same command again: what is stored already stays as it is.'

/** Writes a finding on one line: `line 12  refused  price "abc" (column UnitPrice): is not …`. */
function findingText({ kind, line, field, column, value, reason }: Finding): string {
  const shown = value === null ? '' : ` ${JSON.stringify(value.slice(0, 200))}`
  const from = column === '' || column === field ? '' : ` (column ${column})`
  const what = field === '' ? '' : `${field}${shown}${from}: `
  return printable(`  line ${String(line).padEnd(6)} ${kind.padEnd(7)}  ${what}${reason}`)
}
