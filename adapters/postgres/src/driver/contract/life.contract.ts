/** How a driver holds sessions, and how it ends. */
import { expect, test } from 'vitest'
import type { SqlDriver } from '../sql-driver.ts'
import { login, sql } from './shelf.contract.ts'

/** Adds the tests. */
export function describeLife(driver: () => SqlDriver): void {
  test('a session holds advisory locks until it is released', async () => {
    const lock = sql('select pg_try_advisory_lock(7) as locked')
    const session = await driver().session()

    expect(await session.query(lock)).toEqual({ rows: [{ locked: true }], count: 1 })
    expect(session.lost.aborted).toBe(false)
    await session.release()
  })

  test('a closed driver refuses, and may be closed again', async () => {
    await Promise.all([driver().close(), driver().close()])

    await expect(driver().query(login, sql('select 1'))).rejects.toMatchObject({
      code: 'system.stopped',
    })
    await expect(driver().close()).resolves.toBeUndefined()
  })
}
