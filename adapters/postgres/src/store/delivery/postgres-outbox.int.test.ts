/** Several relays on one server: each record's events go through one of them at a time. */
import type { Database } from '@plinth/core/runtime'
import { entities, type Office, officeOn } from '@plinth/testing/contracts'
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { type OwnDatabase, ownDatabase } from '../own-database.contract.ts'
import { postgresDatabase } from '../postgres-database.ts'

const server = await postgresUrl()

describe.skipIf(server === null)('the outbox of a server', () => {
  let own: OwnDatabase
  let drivers: readonly [SqlDriver, SqlDriver]
  let one: Database
  let other: Database
  let office: Office

  beforeAll(async () => {
    own = await ownDatabase(server ?? '')
    drivers = [await own.connect(), await own.connect()]
    ;[one, other] = [postgresDatabase(drivers[0]), postgresDatabase(drivers[1])]
    await one.migrate(entities)
    office = officeOn(one)
  })
  afterEach(async () => {
    await one.outbox.release()
    await other.outbox.release()
  })
  afterAll(() => own.drop())

  test('is delivered by one process alone, until that one releases it', async () => {
    expect(await one.outbox.acquire()).toBe(true)

    expect(await other.outbox.acquire()).toBe(false)
    await one.outbox.release()
    expect(await other.outbox.acquire()).toBe(true)
  })

  test('is shared where another process holds a part, and taken over when that one leaves', async () => {
    const session = await drivers[1].session()
    const halfOf = {
      text: 'select pg_try_advisory_lock($1::integer, p) from generate_series(0, 7) as p',
    }
    await session.query({ ...halfOf, values: [0x70_6c_6e_74] })
    const saved = await office.change(({ specimens }) => specimens.saveBatch(specimensOf(100)))

    expect(await one.outbox.acquire()).toBe(true)
    const part = await one.outbox.pending(1_000, [])
    await session.release()
    const all = await one.outbox.pending(1_000, [])

    expect(part.length).toBeGreaterThan(0)
    expect(part.length).toBeLessThan(saved.length)
    expect(new Set(all.map(({ aggregateId }) => aggregateId))).toEqual(
      new Set(saved.map(({ id }) => id)),
    )
  })

  test('says so when the connection that held it is gone, and can be taken again', async () => {
    expect(await one.outbox.acquire()).toBe(true)

    await endSessionsOf(drivers[1])
    await expect(untilLost(one)).rejects.toMatchObject({ code: 'database.unreachable' })

    expect(await one.outbox.acquire()).toBe(true)
    await expect(one.outbox.pending(1, [])).resolves.toBeInstanceOf(Array)
  })

  test('never gives events of one record to two processes at once', async () => {
    await office.change(({ specimens }) => specimens.saveBatch(specimensOf(200)))
    const inFlight = new Set<string>()
    const delivered: string[] = []
    const deliverOnce = async ({ outbox }: Database) => {
      if (!(await outbox.acquire())) return
      const events = await outbox.pending(20, [])
      for (const { aggregateId } of events) expect(inFlight).not.toContain(aggregateId)
      for (const { aggregateId } of events) inFlight.add(aggregateId)
      await outbox.handled(
        'shop.any',
        events.map(({ id }) => id),
      )
      for (const { aggregateId } of events) inFlight.delete(aggregateId)
      await outbox.settle(events.map(({ id }) => id))
      delivered.push(...events.map(({ id }) => id))
      await outbox.release()
    }

    for (let round = 0; round < 40; round += 1) {
      await Promise.all([deliverOnce(one), deliverOnce(other)])
    }

    expect(new Set(delivered).size).toBe(delivered.length)
    expect(delivered.length).toBeGreaterThanOrEqual(200)
    await one.outbox.acquire()
    expect(await one.outbox.pending(10, [])).toEqual([])
  })
})

function specimensOf(count: number): readonly { readonly whole: number }[] {
  return Array.from({ length: count }, (_, whole) => ({ whole }))
}

// The locks tell whose connection to end.
async function endSessionsOf(driver: SqlDriver): Promise<void> {
  const text = `select pg_terminate_backend(pid) from pg_locks
where locktype = 'advisory' and classid = $1::oid and pid <> pg_backend_pid()`
  await driver.query({ role: 'login' }, { text, values: [0x70_6c_6e_74] })
}

async function untilLost({ outbox }: Database): Promise<never> {
  for (;;) await outbox.pending(1, [])
}
