/** The embedded Postgres keeps the drivers' contract, its data, and its directory for itself. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { describeDriver } from '../driver/contract/driver.contract.ts'
import type { Scope } from '../driver/scope.ts'
import type { SqlDriver } from '../driver/sql-driver.ts'
import { type EmbeddedDriver, type EmbeddedOptions, openEmbedded } from './open-embedded.ts'

const root = await mkdtemp(join(tmpdir(), 'plinth-embedded-'))
const login: Scope = { role: 'login' }
const open: SqlDriver[] = []

afterEach(async () => {
  for (const driver of open.splice(0)) await driver.close()
})

afterAll(() => rm(root, { recursive: true, force: true }))

describe('the embedded Postgres', () => {
  describeDriver(() => openEmbedded({ dataDir: join(root, 'contract') }))
})

test('the embedded Postgres says what it is', async () => {
  const dataDir = join(root, 'what')
  const driver = await start({ dataDir })

  expect(driver).toMatchObject({
    place: `embedded, ${dataDir}`,
    roles: { app: 'postgres_app', relay: 'postgres_relay', owner: 'postgres_owner' },
    exclusive: true,
    survivesPowerLoss: false,
  })
})

test('what was committed is there when the directory is opened again', async () => {
  const dataDir = join(root, 'again')
  const driver = await start({ dataDir })
  await driver.transact(login, [{ text: 'create table kept (id int)' }, insert(7)])
  await driver.close()

  const again = await start({ dataDir })

  expect(await again.query(login, all)).toMatchObject({ rows: [{ id: 7 }] })
  expect(await readdir(dataDir)).toEqual(['lock', 'postgres'])
})

test('a database in memory is empty, and its copy is a database of its own', async () => {
  const first = await start()
  await first.transact(login, [{ text: 'create table kept (id int)' }, insert(1)])

  const second = await start({ from: await first.dump() })
  await second.transact(login, [insert(2)])

  expect(await first.query(login, all)).toMatchObject({ rows: [{ id: 1 }] })
  expect(await second.query(login, all)).toMatchObject({ rows: [{ id: 1 }, { id: 2 }] })
})

test('calls that wait behind one that is stopped are served', async () => {
  const driver = await start({ dataDir: join(root, 'waiting') })
  const endless = { text: 'select count(*) from generate_series(1, 1000000000000)' }
  const stopped = driver.transact({ ...login, timeoutMs: 50 }, [endless])

  const waiting = Promise.all(
    [1, 2, 3].map((i) => driver.query(login, { text: `select ${i} as i` })),
  )

  await expect(stopped).rejects.toMatchObject({ code: 'database.timeout', outcome: 'unknown' })
  expect((await waiting).flatMap(({ rows }) => rows)).toEqual([{ i: 1 }, { i: 2 }, { i: 3 }])
})

test('a database in memory that had to be stopped says that its data is gone', async () => {
  const driver = await start()
  const endless = { text: 'select count(*) from generate_series(1, 1000000000000)' }
  await expect(driver.query({ ...login, timeoutMs: 50 }, endless)).rejects.toThrow('within 50 ms')

  const attempt = driver.query(login, { text: 'select 1' })

  await expect(attempt).rejects.toThrow('the database in memory was ended, and its data with it')
})

test('a session learns that the database had to be stopped', async () => {
  const driver = await start({ dataDir: join(root, 'session') })
  const session = await driver.session()
  const lost = new Promise((resolve) => session.lost.addEventListener('abort', resolve))
  const endless = { text: 'select count(*) from generate_series(1, 1000000000000)' }

  await expect(driver.query({ ...login, timeoutMs: 50 }, endless)).rejects.toThrow('within 50 ms')

  await lost
})

test('a directory that holds another kind of database is refused with the reason', async () => {
  const dataDir = join(root, 'old')
  await (await start({ dataDir })).close()
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '12\n')

  const attempt = openEmbedded({ dataDir })

  await expect(attempt).rejects.toMatchObject({
    code: 'database.failed',
    message: expect.stringMatching(
      `^the database \\(embedded, ${dataDir}\\) does not start: .*version 12`,
    ),
  })
  expect(await readdir(dataDir)).toEqual(['postgres'])
})

test('when the database breaks, the call fails, and the next one says why it does not start', async () => {
  const dataDir = join(root, 'broken')
  const driver = await start({ dataDir })
  await driver.transact(login, [{ text: 'create table bulk (id int)' }])
  await rm(join(dataDir, 'postgres', 'pg_wal'), { recursive: true })

  const call = driver.transact(login, [
    { text: 'insert into bulk select generate_series(1, 500000)' },
  ])

  await expect(call).rejects.toMatchObject({ outcome: 'unknown' })
  await expect(driver.query(login, { text: 'select 1' })).rejects.toThrow(
    'does not start: required WAL directory "pg_wal" does not exist',
  )
})

test('a path that cannot be a directory is refused with the reason', async () => {
  const path = join(root, 'file')
  await writeFile(path, '')

  const attempt = openEmbedded({ dataDir: join(path, 'data') })

  await expect(attempt).rejects.toThrow(`the data directory ${path}/data cannot be made: `)
})

const all = { text: 'select id from kept order by id' }

function insert(id: number): { text: string; values: unknown[] } {
  return { text: 'insert into kept values ($1)', values: [id] }
}

async function start(options?: EmbeddedOptions): Promise<EmbeddedDriver> {
  const driver = await openEmbedded(options)
  open.push(driver)
  return driver
}
