/** On whose behalf a transaction runs, and that nothing of it stays behind. */
import { expect, test } from 'vitest'
import type { SqlDriver } from '../sql-driver.ts'
import { idsSeenBy, login, north, one, shelve, south, sql } from './shelf.contract.ts'

/** Adds the tests. */
export function describeScopes(driver: () => SqlDriver): void {
  const whoami = sql(
    `select current_user as role, current_setting('plinth.organization_id', true) as organization`,
  )

  test('role and organization hold for every statement of the transaction', async () => {
    const results = await driver().transact(north, [whoami, whoami])

    const scope = { role: driver().roles.app, organization: 'org_north' }
    expect(results.flatMap(({ rows }) => rows)).toEqual([scope, scope])
  })

  test('role and organization are gone when the transaction is over', async () => {
    await driver().transact(north, [whoami])

    const after = await one(driver(), login, whoami)

    expect(after).toEqual({ role: 'postgres', organization: '' })
  })

  test('role and organization are gone when the transaction has failed', async () => {
    await expect(driver().transact(north, [sql('select 1 / 0')])).rejects.toThrow(
      'division by zero',
    )

    const after = await one(driver(), login, whoami)

    expect(after).toEqual({ role: 'postgres', organization: '' })
  })

  test('the policies open for the organization of the scope alone', async () => {
    await driver().transact(south, [shelve(20, 'org_south')])

    expect(await idsSeenBy(driver(), south)).toEqual([20])
    expect(await idsSeenBy(driver(), north)).not.toContain(20)
    expect(await idsSeenBy(driver(), { role: 'app' })).toEqual([])
    await expect(driver().transact(south, [shelve(21, 'org_north')])).rejects.toMatchObject({
      condition: 'insufficient_privilege',
    })
  })

  test('calls at the same time keep their organizations apart', async () => {
    const organizations = Array.from({ length: 40 }, (_, i) => `org_${i}`)

    const seen = await Promise.all(
      organizations.map((organizationId) => one(driver(), { role: 'app', organizationId }, whoami)),
    )

    expect(seen.map((row) => row?.['organization'])).toEqual(organizations)
  })

  test('when the role cannot be taken, nothing runs as someone else', async () => {
    const attempt = driver().transact({ role: 'relay' }, [shelve(30, 'org_north')])

    await expect(attempt).rejects.toThrow(`role "${driver().roles.relay}" does not exist`)
    expect(await idsSeenBy(driver(), north)).not.toContain(30)
  })

  test('a read cannot write', async () => {
    const attempt = driver().query(north, shelve(40, 'org_north'))

    await expect(attempt).rejects.toMatchObject({ condition: 'read_only_sql_transaction' })
  })
}
