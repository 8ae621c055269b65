/** An embedded Postgres that works for long stays as small and as quick as one with a server's helpers. */
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Housekeeping } from './housekeeping.ts'
import { openDatabase } from './open-database.ts'

const muchWork = 8 * 2 ** 20
let database: PGlite
let housekeeping: Housekeeping

beforeEach(async () => {
  database = (await openDatabase({ directory: null, archive: null })).database
  housekeeping = new Housekeeping(database)
  await database.exec('create table bulk (id int, text text)')
})

afterEach(() => database.close())

test('a log that has grown long is cut by a checkpoint', async () => {
  await database.exec(
    `insert into bulk select i, repeat('x', 1000) from generate_series(1, 40000) i`,
  )
  expect(await logBytes()).toBeGreaterThan(32 * 2 ** 20)

  await housekeeping.after(muchWork)

  expect(await logBytes()).toBeLessThan(2 ** 20)
})

test('a short log is left alone', async () => {
  const before = await logBytes()

  await housekeeping.after(muchWork)

  expect(await logBytes()).toBeGreaterThanOrEqual(before)
})

test('a table of which much was deleted is vacuumed', async () => {
  await database.exec('insert into bulk select generate_series(1, 5000)')
  await database.exec('delete from bulk')
  expect(await deadRows()).toBe(5000)

  await housekeeping.after(muchWork)

  expect(await deadRows()).toBe(0)
})

test('a look follows a thousand requests, however small', async () => {
  await database.exec('insert into bulk select generate_series(1, 5000)')
  await database.exec('delete from bulk')
  expect(await deadRows()).toBe(5000)

  for (let i = 1; i < 1000; i += 1) await housekeeping.after(10)
  expect(await deadRows()).toBe(5000)
  await housekeeping.after(10)

  expect(await deadRows()).toBe(0)
})

async function logBytes(): Promise<number> {
  const sql = `select (pg_current_wal_insert_lsn() - redo_lsn)::int as bytes from pg_control_checkpoint()`
  const { rows } = await database.query<{ bytes: number }>(sql)
  return rows[0]?.bytes ?? 0
}

// Postgres notes its statistics once a second, unless it is asked to at once.
async function deadRows(): Promise<number> {
  await database.query('select pg_stat_force_next_flush()')
  const sql = `select n_dead_tup::int as dead from pg_stat_user_tables where relname = 'bulk'`
  const { rows } = await database.query<{ dead: number }>(sql)
  return rows[0]?.dead ?? 0
}
