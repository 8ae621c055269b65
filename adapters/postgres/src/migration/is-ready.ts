/** Asks in one query whether a database is up to date and safe: what a start costs when all is well. */
import { DatabaseError, type SqlDriver, type SqlRow } from '../driver/index.ts'
import type { TableDesign } from './design/table-design.ts'
import { kernelTableNames } from './kernel-tables.ts'
import { isUpToDate } from './ledger.ts'
import { fullName } from './plan/create-table.ts'
import { assertSafeRole, lacksTable, safetyColumns } from './roles/safe-role.ts'

/** The schema that is asked for. */
export interface Asked {
  readonly designs: readonly TableDesign[]
  readonly checksum: string
}

/**
 * Tells whether the database has the schema, and asks as the work role what that role could do.
 *
 * @throws CoreError `database.unsafe` when it has the schema and the role could see around the policies.
 */
export async function isReady(driver: SqlDriver, { designs, checksum }: Asked): Promise<boolean> {
  const tables = [...kernelTableNames, ...designs.map(fullName)]
  const row = await ask(driver, [checksum, tables])
  if (!row || row['is_up_to_date'] !== true || lacksTable(row)) return false

  assertSafeRole(row)
  return true
}

async function ask(driver: SqlDriver, values: readonly unknown[]): Promise<SqlRow | undefined> {
  const text = `select ${isUpToDate} as is_up_to_date, ${safetyColumns}`
  try {
    const { rows } = await driver.query({ role: 'app' }, { text, values })
    return rows[0]
  } catch (error) {
    if (error instanceof DatabaseError && isUnprepared(error)) return undefined
    throw error
  }
}

/** Tells of an error that nobody was here before: no such role, not allowed to take it on, no such schema or table. */
export function isUnprepared({ facts }: DatabaseError): boolean {
  return ['22023', '42501', '3F000', '42P01'].includes(String(facts['sqlState']))
}
