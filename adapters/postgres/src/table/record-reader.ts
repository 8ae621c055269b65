/** Makes the function that turns a table's rows into records, as code: it runs for each row read. */
import type { Row } from '@plinth/core'
import type { SqlRow } from '../driver/index.ts'
import type { StoredField } from './column.ts'

/** Turns a row, read with the table's columns, into a record: keys in order, null where absent. */
export type ReadRecord = (row: SqlRow) => Row

/**
 * Makes the reader. Where the host forbids code from text (`--disallow-code-generation-from-strings`)
 * it reads key by key instead, to the same effect.
 */
export function recordReader(fields: readonly StoredField[]): ReadRecord {
  return generatedReader(fields) ?? plainReader(fields)
}

/** Reads key by key. */
export function plainReader(fields: readonly StoredField[]): ReadRecord {
  return (row) => asRow(Object.fromEntries(fields.map((field) => [field.key, valueOf(row, field)])))
}

function generatedReader(fields: readonly StoredField[]): ReadRecord | null {
  const entries = fields.map((field) => `${JSON.stringify(field.key)}: ${expressionOf(field)}`)
  try {
    // oxlint-disable-next-line eslint/no-new-func typescript/no-implied-eval -- names go in as literals only
    const read: unknown = new Function('row', `'use strict'; return { ${entries.join(', ')} }`)
    return isReader(read) ? read : null
  } catch (error) {
    if (error instanceof EvalError) return null
    throw error
  }
}

function expressionOf({ columns: [first, second] }: StoredField): string {
  const value = `row[${JSON.stringify(first.name)}]`
  if (!second) return value
  return `${value} === null ? null : { amount: ${value}, currency: row[${JSON.stringify(second.name)}] }`
}

function valueOf(row: SqlRow, { columns: [first, second] }: StoredField): unknown {
  const value = row[first.name]
  return second && value !== null ? { amount: value, currency: row[second.name] } : value
}

/** What the generated code is by its construction: a function of a row. */
function isReader(read: unknown): read is ReadRecord {
  return typeof read === 'function'
}

// The table's own columns hold what every record has, not null where a record is not.
function asRow(record: Readonly<Record<string, unknown>>): Row {
  if (isRow(record)) return record
  throw new TypeError('a row was read without the columns that every record has')
}

function isRow(record: Readonly<Record<string, unknown>>): record is Row {
  return typeof record['id'] === 'string' && typeof record['version'] === 'number'
}
