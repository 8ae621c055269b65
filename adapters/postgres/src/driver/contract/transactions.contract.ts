/** What a transaction promises: all or nothing, in order. */
import { expect, test } from 'vitest'
import type { SqlDriver } from '../sql-driver.ts'
import { idsSeenBy, login, north, one, shelve, sql } from './shelf.contract.ts'

/** Adds the tests. */
export function describeTransactions(driver: () => SqlDriver): void {
  test('statements run in order, and each gives its result', async () => {
    const results = await driver().transact(north, [
      shelve(1, 'org_north'),
      sql('update shelf set label = $1 where id = $2 returning id, label', 'a', 1),
      sql('select label from shelf where id = 1'),
    ])

    expect(results).toEqual([
      { rows: [], count: 1 },
      { rows: [{ id: 1, label: 'a' }], count: 1 },
      { rows: [{ label: 'a' }], count: 1 },
    ])
  })

  test('when one statement fails, none has taken effect and none of the later ones runs', async () => {
    const attempt = driver().transact(north, [
      shelve(2, 'org_north'),
      shelve(2, 'org_north'),
      sql(`select nextval('runs')`),
    ])

    await expect(attempt).rejects.toThrow('duplicate key')
    expect(await idsSeenBy(driver(), north)).not.toContain(2)
    expect(await one(driver(), login, sql('select is_called from runs'))).toEqual({
      is_called: false,
    })
  })

  test('a commit that fails undoes the whole transaction', async () => {
    const attempt = driver().transact(login, [
      sql('insert into pair (id, other) values (1, 2)'),
      sql('insert into pair (id, other) values (3, 4)'),
    ])

    await expect(attempt).rejects.toMatchObject({
      condition: 'foreign_key_violation',
      outcome: 'nothing',
    })
    expect(await one(driver(), login, sql('select count(*) as pairs from pair'))).toEqual({
      pairs: 0,
    })
  })

  test('a transaction without statements does nothing', async () => {
    const results = await driver().transact(north, [])

    expect(results).toEqual([])
  })
}
