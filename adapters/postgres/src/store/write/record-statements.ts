/** Writes the statements that store the records of one table: one by one, or all at once. */
import type { Row } from '@plinth/core'
import type { Statement } from '../../driver/index.ts'
import { batchParameters } from '../../table/index.ts'
import { type Cell, recordTexts } from './record-texts.ts'
import type { Expectation, TableChanges } from './table-changes.ts'

/** Stores new records. */
export function insertStatements({ table, inserts }: TableChanges): readonly Statement[] {
  const [first] = inserts
  if (!first) return []

  const { insertOne, insertMany, cells } = recordTexts(table)
  if (inserts.length === 1) return [{ text: insertOne, values: parametersOf(cells, first) }]
  return [{ text: insertMany, values: batchParameters(table, inserts) }]
}

/**
 * Stores changes and removals of records, and raises PL001 when one of them, or of those that the unit relied on,
 * has another version than expected.
 *
 * Where the changes are `parted`, records may take unique values from each other: Postgres would
 * compare each with what the others still hold.
 *
 * The records of the table are locked in the order of their ids. With the tables in the order of
 * their names, no two units wait for each other in a circle.
 */
export function updateStatements(
  changes: TableChanges,
  organizationId: string,
  isParted = false,
): readonly Statement[] {
  const { table, updates, removals, witnesses } = changes
  const [first] = updates
  const { updateOne, updateMany, changeable } = recordTexts(table)
  if (!first) return [...assertions(changes, organizationId), ...removal(changes, organizationId)]
  if (updates.length === 1 && witnesses.length === 0 && removals.length === 0) {
    const { row, expected } = first
    const values = [organizationId, row.id, expected, ...parametersOf(changeable, row)]
    return [{ text: updateOne, values }]
  }

  const rows = updates.map(({ row }) => row)
  const { partMany } = recordTexts(table)
  const ids = rows.map(({ id }) => id)
  const values = [organizationId, ...batchParameters(table, rows)]
  return [
    ...assertions(changes, organizationId),
    ...removal(changes, organizationId),
    ...(isParted ? [{ text: partMany, values: [organizationId, ids] }] : []),
    { text: updateMany, values },
  ]
}

// Before the changes: one of them may take a unique value that a removed record leaves.
function removal({ table, removals }: TableChanges, organizationId: string): readonly Statement[] {
  if (removals.length === 0) return []
  return [{ text: recordTexts(table).removeMany, values: [organizationId, idsOf(removals)] }]
}

function assertions(
  { table, updates, removals, witnesses }: TableChanges,
  organizationId: string,
): readonly Statement[] {
  const changed = updates.map(({ row, expected }) => ({ id: row.id, version: expected }))
  const expected = [...changed, ...removals, ...witnesses]
  if (expected.length === 0) return []

  const { assertShared, assertLocked, assertHeld } = recordTexts(table)
  const versions = expected.map(({ version }) => version)
  const written = updates.length > 0 ? assertLocked : assertShared
  const text = removals.length > 0 ? assertHeld : written
  return [{ text, values: [organizationId, idsOf(expected), versions] }]
}

function idsOf(expected: readonly Expectation[]): readonly string[] {
  return expected.map(({ id }) => id)
}

function parametersOf(cells: readonly Cell[], row: Row): readonly unknown[] {
  return cells.map(({ key, column }) => column.parameter(row[key]))
}
