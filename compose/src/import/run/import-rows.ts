/** Brings the rows of a file in: batch by batch, the good ones stored, the bad ones named. */
import type { CoreError } from '@plinth/core'
import { importLimit } from '@plinth/core/runtime'
import { OperatorError } from '../../operator/operator-error.ts'
import type { RowPlan } from '../plan/row-plan.ts'
import type { CsvItem } from './csv-file.ts'
import type { Finding } from './finding.ts'
import type { ImportTarget, RecordOutcome } from './import-target.ts'
import { failureFindings, type PreparedRow, readBatch } from './read-batch.ts'
import { type CsvRow, rowRefusal } from './read-row.ts'
import { RecentKeys } from './recent-keys.ts'
import { createReferences } from './references.ts'
import { isAboutRecords, sendRecords } from './send-records.ts'
import { counted, emptyTally, type Tally } from './tally.ts'

/** What is to be done. */
export interface ImportJob {
  readonly plan: RowPlan
  readonly rows: AsyncIterable<CsvItem>
  readonly target: ImportTarget
  /** Reads, checks and decides everything, and writes nothing. */
  readonly dryRun: boolean
  /** Writes nothing unless every row is good; then all in one unit of work. */
  readonly allOrNothing: boolean
  readonly report: ImportReport
  /** Stops after the batch at hand. */
  readonly signal: AbortSignal
}

/** Is told what happens, as it happens. */
export interface ImportReport {
  finding(finding: Finding): void
  progress(tally: Tally): void
}

/** How an import ended. */
export interface ImportResult {
  readonly tally: Tally
  /** Whether rows are left that were not read: the file breaks, or the import was stopped. */
  readonly isCut: boolean
  /** Whether the good rows are stored. */
  readonly isStored: boolean
}

/** The rows in one unit of work. */
const batchSize = 500

/** Imports the rows. @throws what is no fault of the rows: the database is gone. */
export async function importRows(job: ImportJob): Promise<ImportResult> {
  const run = new ImportRun(job)
  for await (const item of job.rows) {
    await run.take(item)
    if (job.signal.aborted) break
  }
  return run.finish()
}

/** Collects rows into batches and sends them. Used once, from the first row to `finish`. */
class ImportRun {
  readonly #job: ImportJob
  readonly #memory
  #batch: CsvRow[] = []
  /** With `allOrNothing`: what will be sent in the end. */
  readonly #held: PreparedRow[] = []
  #tally = emptyTally
  #isCut = false

  constructor(job: ImportJob) {
    this.#job = job
    this.#memory = { references: createReferences(job.target.findIds), keys: new RecentKeys() }
  }

  async take(item: CsvItem): Promise<void> {
    if ('cells' in item) this.#batch.push(item)
    else this.#break(item)
    if (this.#batch.length === batchSize) await this.#sendBatch()
  }

  async finish(): Promise<ImportResult> {
    this.#isCut ||= this.#job.signal.aborted
    await this.#sendBatch()
    const isStored = this.#mayStore()
    if (isStored && this.#job.allOrNothing) await this.#storeHeld()
    return { tally: this.#tally, isCut: this.#isCut, isStored }
  }

  #break({ line, reason }: { readonly line: number; readonly reason: string }): void {
    const row = { line, cells: [] }
    this.#job.report.finding(rowRefusal(row, `the file breaks: ${reason}; the rest was not read`))
    this.#tally = counted(this.#tally, 'refused')
    this.#isCut = true
  }

  async #sendBatch(): Promise<void> {
    const rows = this.#batch
    this.#batch = []
    if (rows.length === 0) return

    const { plan, report, allOrNothing, dryRun } = this.#job
    const { prepared, findings, refused } = await readBatch(plan, rows, this.#memory)
    for (let count = 0; count < refused; count++) this.#tally = counted(this.#tally, 'refused')
    const failures = await this.#send(prepared, dryRun || allOrNothing)
    if (allOrNothing) this.#hold(prepared)

    const all = [...findings, ...failures].toSorted((one, other) => one.line - other.line)
    for (const finding of all) report.finding(finding)
    report.progress(this.#tally)
  }

  async #send(prepared: readonly PreparedRow[], dryRun: boolean): Promise<readonly Finding[]> {
    if (prepared.length === 0) return []

    const { plan, target } = this.#job
    const records = prepared.map(({ values }) => values)
    const outcomes = await sendRecords(target, records, { key: plan.key, dryRun })
    return prepared.flatMap(({ row }, index) => {
      const { outcome, failures = [] }: RecordOutcome = outcomes[index] ?? { outcome: 'refused' }
      this.#tally = counted(this.#tally, outcome)
      return failureFindings(plan, row, failures)
    })
  }

  #hold(prepared: readonly PreparedRow[]): void {
    this.#held.push(...prepared)
    if (this.#held.length > importLimit) throw tooManyAtOnce()
  }

  #mayStore(): boolean {
    const { allOrNothing, dryRun } = this.#job
    const isWhole = !this.#isCut && this.#tally.refused === 0
    return !dryRun && (isWhole || !allOrNothing)
  }

  async #storeHeld(): Promise<void> {
    if (this.#held.length === 0) return

    const { plan, target } = this.#job
    const records = this.#held.map(({ values }) => values)
    await target.send(records, { key: plan.key, dryRun: false }).catch((error: unknown) => {
      throw isAboutRecords(error) ? refusedAsWhole(error) : error
    })
  }
}

function refusedAsWhole({ message }: CoreError): OperatorError {
  return new OperatorError(`nothing was written: ${message}`, {
    next: 'Leave --all-or-nothing out to see which rows are to blame: the others then go in.',
  })
}

function tooManyAtOnce(): OperatorError {
  return new OperatorError(
    `--all-or-nothing takes at most ${importLimit} rows, which are one unit of work; nothing was written`,
    { next: 'Split the file, or leave --all-or-nothing out: the same file can be imported again.' },
  )
}
