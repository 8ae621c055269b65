/** Reads one row by its plan: values, references still to be looked up, and what was found. */
import type { Result } from '@plinth/core'
import type { FieldPlan, ReferenceTarget, RowPlan } from '../plan/row-plan.ts'
import type { Cells, Taken } from '../value/cell-source.ts'
import type { Finding } from './finding.ts'

/** A row of a file. */
export interface CsvRow {
  /** The line on which it begins. */
  readonly line: number
  readonly cells: Cells
}

/** A row after reading. It is refused when one of its findings says so. */
export interface ReadRow {
  readonly row: CsvRow
  readonly values: Readonly<Record<string, unknown>>
  readonly references: readonly PendingReference[]
  readonly findings: readonly Finding[]
}

/** A reference by the value that the other record is known by. */
export interface PendingReference {
  readonly plan: FieldPlan
  readonly target: ReferenceTarget
  readonly known: string | number
}

/** Reads a row. An empty cell is null; for a field that must hold something and has a default, nothing. */
export function readRow({ fields, width, key }: RowPlan, row: CsvRow): ReadRow {
  const values: Record<string, unknown> = {}
  const references: PendingReference[] = []
  const findings: Finding[] = []
  if (row.cells.length !== width) return { row, values, references, findings: [ragged(row, width)] }

  for (const plan of fields) {
    const taken = takeText(plan, row)
    if (taken.ok) findings.push(...trimNotes(plan, row, taken.value))
    const read = taken.ok ? readText(plan, taken.value.text) : refused(taken.error)
    const reading = read.kind === 'empty' && key.includes(plan.field.key) ? refused(noKey) : read

    if (reading.kind === 'refused') findings.push(refusal(plan, row, reading.reason))
    if (reading.kind === 'reference') references.push(reading.reference)
    if (reading.kind === 'value') values[plan.field.key] = reading.value
    if (reading.kind === 'empty' && !hasDefault(plan)) values[plan.field.key] = null
  }
  return { row, values, references, findings }
}

/** Says why a field of a row was refused, with the cell that it came from. */
export function refusal(plan: FieldPlan, row: CsvRow, reason: string): Finding {
  return finding(plan, row, { kind: 'refused', reason })
}

/** Says why a row was refused as a whole. */
export function rowRefusal({ line }: CsvRow, reason: string): Finding {
  return { kind: 'refused', line, field: '', column: '', value: null, reason }
}

function takeText({ source }: FieldPlan, { cells }: CsvRow): Result<Taken, string> {
  const taken = source.take(cells)
  const hasNul = taken.ok && taken.value.text?.includes('\0')
  return hasNul ? { ok: false, error: 'holds a NUL character' } : taken
}

/** What the text of a field comes to. */
type Reading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'reference'; readonly reference: PendingReference }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'empty' }

function readText(plan: FieldPlan, text: string | null): Reading {
  if (text === null) return { kind: 'empty' }

  const read = plan.read(text)
  if (!read.ok) return refused(read.error)
  const { value } = read
  if (!plan.reference || !isKnownValue(value)) return { kind: 'value', value }
  return { kind: 'reference', reference: { plan, target: plan.reference, known: value } }
}

const noKey = 'is empty, and tells which record the row is'

function refused(reason: string): Reading {
  return { kind: 'refused', reason }
}

function trimNotes(plan: FieldPlan, row: CsvRow, { text, cell }: Taken): readonly Finding[] {
  if (text === null || cell === null || cell === text || cell.trim() !== text) return []
  return [finding(plan, row, { kind: 'note', reason: 'had blanks around it; they were cut off' })]
}

function finding(
  { field, source }: FieldPlan,
  { line, cells }: CsvRow,
  { kind, reason }: Pick<Finding, 'kind' | 'reason'>,
): Finding {
  const taken = source.take(cells)
  const cell = taken.ok ? taken.value.cell : null
  const value = field.sensitive === true ? null : cell
  return { kind, line, field: field.key, column: source.name, value, reason }
}

function ragged(row: CsvRow, width: number): Finding {
  return rowRefusal(row, `the row has ${row.cells.length} cells, and the header has ${width}`)
}

function hasDefault({ field }: FieldPlan): boolean {
  return field.required === true && field.default !== undefined
}

function isKnownValue(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
