/** What migrating a database promises, wherever it runs. */
import { afterAll, beforeAll, describe } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { describeByHand } from './by-hand.contract.ts'
import { describeChanges } from './changes.contract.ts'
import { describeRefusals } from './refusals.contract.ts'
import { describeSafety } from './safety.contract.ts'
import { describeStart } from './start.contract.ts'
import { describeTables } from './tables.contract.ts'

/** Runs the suite on a driver whose database is new, and that has no roles yet. */
export function describeMigration(open: () => Promise<SqlDriver>): void {
  describe('migrating', () => {
    let driver: SqlDriver

    beforeAll(async () => {
      driver = await open()
    })
    afterAll(() => driver.close())

    // The start is first: it finds the database new.
    const parts = [
      describeStart,
      describeTables,
      describeChanges,
      describeByHand,
      describeRefusals,
      describeSafety,
    ]
    for (const part of parts) part(() => driver)
  })
}
