/** Makes row objects from what the server sends, by the columns it announced. */
import type { SqlRow } from '../driver/sql-driver.ts'
import { type Decode, decoderOf } from './decode-value.ts'

/** A column of a result: its name, and how to read it. */
export interface Column {
  readonly name: string
  readonly decode: Decode
}

/** A column as the protocol announces it. */
export interface Field {
  readonly name: string
  readonly dataTypeID: number
}

/** Notes how to read the columns of a result. */
export function columnsOf(fields: readonly Field[]): readonly Column[] {
  return fields.map(({ name, dataTypeID }) => ({ name, decode: decoderOf(dataTypeID) }))
}

/** Reads one row. @throws RangeError naming the column whose value has no exact JavaScript form. */
export function readRow(columns: readonly Column[], values: readonly (string | null)[]): SqlRow {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i]
    const text = values[i]
    if (column) row[column.name] = text == null ? null : readValue(column, text)
  }
  return row
}

function readValue({ name, decode }: Column, text: string): unknown {
  try {
    return decode(text)
  } catch (error) {
    throw new RangeError(`column "${name}": ${String(error)}`, { cause: error })
  }
}
