/** Locks of a server's sessions: held against others, free at release, lost with the connection. */
import { postgresUrl } from '@plinth/testing/servers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SqlDriver } from '../driver/sql-driver.ts'
import { connectPostgres } from './connect-postgres.ts'

const url = await postgresUrl()

describe.skipIf(url === null)('a session on a server', () => {
  const lock = { text: 'select pg_try_advisory_lock(42) as locked' }
  let driver: SqlDriver

  beforeEach(async () => {
    driver = await connectPostgres({ url: url ?? '' })
  })

  afterEach(() => driver.close())

  test('keeps a lock from another session until it is released', async () => {
    const [first, second] = [await driver.session(), await driver.session()]

    expect(await first.query(lock)).toEqual({ rows: [{ locked: true }], count: 1 })
    expect(await second.query(lock)).toEqual({ rows: [{ locked: false }], count: 1 })
    await first.release()
    expect(await second.query(lock)).toEqual({ rows: [{ locked: true }], count: 1 })
  })

  test('says when it is lost', async () => {
    const session = await driver.session()
    const lost = new Promise((resolve) => session.lost.addEventListener('abort', resolve))
    const { rows } = await session.query({ text: 'select pg_backend_pid() as pid' })
    const end = { text: 'select pg_terminate_backend($1)', values: [rows[0]?.['pid']] }

    await driver.query({ role: 'login' }, end)

    await lost
    await expect(session.query(lock)).rejects.toMatchObject({ code: 'database.unreachable' })
  })

  test('has the server look whether its holder is still there', async () => {
    const session = await driver.session()

    const { rows } = await session.query({ text: 'show tcp_keepalives_idle' })

    expect(rows).toEqual([{ tcp_keepalives_idle: '10' }])
  })

  test('ends with its driver', async () => {
    const session = await driver.session()

    await driver.close()

    expect(session.lost.aborted).toBe(true)
    await expect(session.query(lock)).rejects.toMatchObject({ code: 'system.stopped' })
  })
})
