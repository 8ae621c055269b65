/** Reads some rows together: their references are looked up in one go, and their keys compared. */
import type { FieldPlan, RowPlan } from '../plan/row-plan.ts'
import type { Finding } from './finding.ts'
import type { Values } from './import-target.ts'
import {
  type CsvRow,
  type PendingReference,
  type ReadRow,
  readRow,
  refusal,
  rowRefusal,
} from './read-row.ts'
import type { RecentKeys } from './recent-keys.ts'
import type { IdOf, References } from './references.ts'

/** A row that is ready to be sent. */
export interface PreparedRow {
  readonly row: CsvRow
  readonly values: Values
}

/** What reading came to: rows to send, how many are not, and everything worth telling. */
export interface ReadBatch {
  readonly prepared: readonly PreparedRow[]
  readonly refused: number
  readonly findings: readonly Finding[]
}

/** What is remembered from batch to batch. */
export interface BatchMemory {
  readonly references: References
  readonly keys: RecentKeys
}

/** Reads rows. Findings are in the order of the rows. */
export async function readBatch(
  plan: RowPlan,
  rows: readonly CsvRow[],
  { references, keys }: BatchMemory,
): Promise<ReadBatch> {
  const read = rows.map((row) => readRow(plan, row))
  const idOf = await references.resolve(read.flatMap((row) => row.references))

  const prepared: PreparedRow[] = []
  const findings: Finding[] = []
  for (const one of read) {
    const { values, found } = withReferences(one, idOf)
    const repeated = found.some(isRefusal) ? undefined : repetition(plan, { ...one, values }, keys)
    const all = repeated ? [...found, repeated] : found
    findings.push(...all)
    if (!all.some(isRefusal)) prepared.push({ row: one.row, values })
  }
  return { prepared, refused: read.length - prepared.length, findings }
}

/** Turns what the system said of a record into findings, each with the cell that it came from. */
export function failureFindings(
  { fields }: RowPlan,
  row: CsvRow,
  failures: readonly { readonly path: string; readonly message: string }[],
): readonly Finding[] {
  return failures.map(({ path, message }) => {
    const plan = fields.find(({ field }) => field.key === path.split('.')[0])
    return plan ? refusal(plan, row, message) : { ...rowRefusal(row, message), field: path }
  })
}

interface Resolved {
  readonly values: Values
  readonly found: readonly Finding[]
}

function withReferences({ row, values, references, findings }: ReadRow, idOf: IdOf): Resolved {
  const ids: Record<string, string> = {}
  const found = [...findings]
  for (const reference of references) {
    const id = idOf(reference)
    if (id === undefined) found.push(dangling(reference, row))
    else ids[reference.plan.field.key] = id
  }
  return { values: { ...values, ...ids }, found }
}

function dangling({ plan, target }: PendingReference, row: CsvRow): Finding {
  return refusal(plan, row, `is the ${target.field} of no ${target.schema.name}`)
}

function repetition(
  { key, fields }: RowPlan,
  { row, values }: Pick<ReadRow, 'row' | 'values'>,
  keys: RecentKeys,
): Finding | undefined {
  const before = keys.lineBefore(
    key.map((name) => values[name]),
    row.line,
  )
  if (before === undefined) return undefined

  const reason = `stands for the same record as line ${before}`
  const plan = fields.find(isKeyField(key))
  return plan ? refusal(plan, row, reason) : rowRefusal(row, reason)
}

function isKeyField([first]: readonly string[]): (plan: FieldPlan) => boolean {
  return ({ field }) => field.key === first
}

function isRefusal({ kind }: Finding): boolean {
  return kind === 'refused'
}
