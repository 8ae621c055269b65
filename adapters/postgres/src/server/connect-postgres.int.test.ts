/** A server keeps the drivers' contract, and shares itself among transactions. */
import { randomUUID } from 'node:crypto'
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { describeDriver } from '../driver/contract/driver.contract.ts'
import type { Scope } from '../driver/scope.ts'
import type { SqlDriver } from '../driver/sql-driver.ts'
import { connectPostgres, type PostgresOptions } from './connect-postgres.ts'

const server = await postgresUrl()
const database = `plinth_test_${randomUUID().slice(0, 8)}`
const login: Scope = { role: 'login' }
const open: SqlDriver[] = []

describe.skipIf(server === null)('on a server', () => {
  beforeAll(() => administer(`create database ${database}`))
  afterEach(async () => {
    for (const opened of open.splice(0)) await opened.close()
  })
  afterAll(() => administer(`drop database ${database} with (force)`, `drop role ${database}_app`))

  describeDriver(() => connect())

  test('the roles are named after the database', async () => {
    const driver = await openDriver()

    expect(driver).toMatchObject({
      place: expect.stringMatching(`/${database}$`),
      roles: {
        app: `${database}_app`,
        relay: `${database}_relay`,
        owner: `${database}_owner`,
      },
      exclusive: false,
      survivesPowerLoss: true,
    })
  })

  test('instants come as they are, whatever zone and style the database is set to', async () => {
    const instants = ['0001-01-01T00:00:00.000Z', '1850-06-01T12:00:00.000Z']
    const text = 'select unnest($1::timestamptz[]) as at'
    await administer(
      `alter database ${database} set timezone = 'America/New_York'`,
      `alter database ${database} set datestyle = 'German'`,
    )
    const driver = await openDriver()

    const { rows } = await driver.query(login, { text, values: [instants] })

    expect(rows.map(({ at }) => at)).toEqual(instants.map((instant) => Date.parse(instant)))
    await administer(`alter database ${database} reset all`)
  })

  test('a statement that Postgres stops in time has done nothing', async () => {
    const driver = await openDriver()

    const attempt = driver.query({ ...login, timeoutMs: 50 }, { text: 'select pg_sleep(60)' })

    await expect(attempt).rejects.toMatchObject({
      code: 'database.timeout',
      condition: 'query_canceled',
      outcome: 'nothing',
    })
  })

  test('a command that runs alone or not at all may run as the login role', async () => {
    const driver = await openDriver()
    await driver.transact(login, [{ text: 'create table busy (id int)' }])

    const [result] = await driver.transact(login, [
      { text: 'create index concurrently busy_id on busy (id)' },
    ])

    expect(result).toEqual({ rows: [], count: 0 })
  })

  test('when all connections stay busy, a call gives up and has done nothing', async () => {
    const driver = await openDriver({ connections: 1, connectTimeoutMs: 100 })
    const busy = driver.query({ ...login, timeoutMs: 500 }, { text: 'select pg_sleep(60)' })

    const attempt = driver.query(login, { text: 'select 1' })

    await expect(attempt).rejects.toMatchObject({
      code: 'database.timeout',
      message: expect.stringContaining('busy for 100 ms'),
      outcome: 'nothing',
      transient: true,
    })
    await expect(busy).rejects.toThrow('pg_sleep')
  })

  test('closing waits for the calls that run', async () => {
    const driver = await openDriver()
    const running = driver.query(login, { text: `select 'done' as answer from pg_sleep(0.1)` })

    await driver.close()

    expect(await running).toEqual({ rows: [{ answer: 'done' }], count: 1 })
  })
})

async function openDriver(options: Partial<PostgresOptions> = {}): Promise<SqlDriver> {
  const driver = await connect(options)
  open.push(driver)
  return driver
}

function connect(options: Partial<PostgresOptions> = {}): Promise<SqlDriver> {
  const url = Object.assign(new URL(server ?? ''), { pathname: database }).href
  return connectPostgres({ url, ...options })
}

async function administer(...texts: readonly string[]): Promise<void> {
  const driver = await connectPostgres({ url: server ?? '' })
  for (const text of texts) await driver.transact(login, [{ text }])
  await driver.close()
}
