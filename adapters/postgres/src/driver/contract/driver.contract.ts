/** What every SQL driver must do, whatever it speaks to. Each driver's tests run it. */
import { afterAll, beforeAll, describe } from 'vitest'
import type { SqlDriver } from '../sql-driver.ts'
import { describeFailures } from './failures.contract.ts'
import { describeLife } from './life.contract.ts'
import { describeScopes } from './scopes.contract.ts'
import { login, schemaFor } from './shelf.contract.ts'
import { describeStatements } from './statements.contract.ts'
import { describeTransactions } from './transactions.contract.ts'
import { describeValues } from './values.contract.ts'

/** Runs the suite on a driver whose database is new, stays over a lost connection, and has no roles. */
export function describeDriver(open: () => Promise<SqlDriver>): void {
  describe('as every driver', () => {
    let driver: SqlDriver

    beforeAll(async () => {
      driver = await open()
      await driver.transact(login, schemaFor(driver.roles.app))
    })

    afterAll(() => driver.close())

    const parts = [
      describeTransactions,
      describeScopes,
      describeValues,
      describeFailures,
      describeStatements,
      // Last: it closes the driver.
      describeLife,
    ]
    for (const part of parts) part(() => driver)
  })
}
