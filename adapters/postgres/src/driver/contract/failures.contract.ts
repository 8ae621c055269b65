/** How failures are told apart. */
import { expect, test } from 'vitest'
import { DatabaseError } from '../database-error.ts'
import type { SqlDriver } from '../sql-driver.ts'
import { idsSeenBy, login, north, raise, shelve, south, sql } from './shelf.contract.ts'

/** Adds the tests. */
export function describeFailures(driver: () => SqlDriver): void {
  describeConditions(driver)
  describeSentences(driver)
}

function describeConditions(driver: () => SqlDriver): void {
  test('a value taken names table, constraint and columns', async () => {
    const attempt = driver().transact(login, [shelve(60, 'org_a'), shelve(60, 'org_b')])

    await expect(attempt).rejects.toMatchObject({
      code: 'database.failed',
      condition: 'unique_violation',
      outcome: 'nothing',
      transient: false,
      violation: { table: 'shelf', constraint: 'shelf_pkey', columns: ['id'] },
    })
  })

  test('behind row level security the constraint is named, the columns are not', async () => {
    const attempt = driver().transact(north, [shelve(61, 'org_north'), shelve(61, 'org_north')])

    await expect(attempt).rejects.toMatchObject({
      violation: { table: 'shelf', constraint: 'shelf_pkey', columns: [] },
    })
  })

  test('a missing value and a broken check name what they broke', async () => {
    const missing = driver().transact(login, [sql('insert into shelf (id) values (62)')])
    await expect(missing).rejects.toMatchObject({
      condition: 'not_null_violation',
      violation: { table: 'shelf', constraint: '', columns: ['organization_id'] },
    })

    const broken = driver().transact(login, [shelve(-1, 'org_a')])
    await expect(broken).rejects.toMatchObject({
      condition: 'check_violation',
      violation: { table: 'shelf', constraint: 'positive_id', columns: [] },
    })
  })

  test.each([
    { state: '40001', condition: 'serialization_failure', code: 'database.contention' },
    { state: '40P01', condition: 'deadlock_detected', code: 'database.contention' },
    { state: '55P03', condition: 'lock_not_available', code: 'database.contention' },
    { state: '42501', condition: 'insufficient_privilege', code: 'database.failed' },
    { state: 'P0001', condition: 'other', code: 'database.failed' },
  ])('SQLSTATE $state is $condition', async ({ state, condition, code }) => {
    const attempt = driver().transact(login, [raise(state, 'x')])

    const transient = code === 'database.contention'
    await expect(attempt).rejects.toMatchObject({ condition, code, transient, outcome: 'nothing' })
  })
}

function describeSentences(driver: () => SqlDriver): void {
  test('an error that our own SQL raises keeps its state and its detail', async () => {
    const attempt = driver().transact(login, [raise('PL001', '{"id": "ord_1", "expected": 3}')])

    await expect(attempt).rejects.toMatchObject({
      condition: 'raised',
      raised: { state: 'PL001', detail: { id: 'ord_1', expected: 3 } },
    })
  })

  test('an error quotes the statement and none of its values', async () => {
    const attempt = driver().query(login, sql('select $1::text::int as secret', 'hunter2'))

    const error = await attempt.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(DatabaseError)
    expect(String(error)).toContain('"select $1::text::int as secret"')
    expect(JSON.stringify(error instanceof DatabaseError && error.facts)).not.toContain('hunter2')
  })

  test('a statement that takes too long is ended, and the next call is served', async () => {
    const endless = sql('select count(*) from generate_series(1, 1000000000000)')
    const attempt = driver().query({ ...login, timeoutMs: 100 }, endless)

    await expect(attempt).rejects.toMatchObject({ code: 'database.timeout' })
    expect(await idsSeenBy(driver(), south)).toEqual([20])
  })
}
