/** Many units at once on a server: nothing is lost, nothing overtakes, nobody waits in a circle. */
import type { DomainEvent, Row } from '@plinth/core'
import type { Database } from '@plinth/core/runtime'
import { entities, type Office, officeOn, unusedNumber } from '@plinth/testing/contracts'
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SqlDriver, Statement } from '../driver/index.ts'
import { type OwnDatabase, ownDatabase } from './own-database.contract.ts'
import { postgresDatabase } from './postgres-database.ts'

const server = await postgresUrl()

describe.skipIf(server === null)('at the same time', () => {
  let own: OwnDatabase
  let driver: SqlDriver
  let database: Database
  let office: Office

  beforeAll(async () => {
    own = await ownDatabase(server ?? '')
    driver = await own.connect({ connections: 10 })
    database = postgresDatabase(driver)
    await database.migrate(entities)
    office = officeOn(database)
  })
  afterAll(() => own.drop())

  test('of ten changes of one version one is stored, and nine are stale', async () => {
    const row = await office.change(({ specimens }) => specimens.save({ whole: 0 }))
    const units = await Promise.all(
      times(10, (whole) =>
        office.prepare(({ specimens }) => specimens.save({ ...row, whole: whole + 1 })),
      ),
    )

    const outcomes = await Promise.allSettled(units.map((unit) => database.flush(unit.seal())))

    const stale = { code: 'entity.stale', facts: { expected: 1, actual: 2 } }
    const refusals = outcomes.filter(({ status }) => status === 'rejected')
    expect(refusals).toMatchObject(times(9, () => ({ reason: stale })))
    expect(await office.history(row.id)).toHaveLength(2)
  })

  test('no update is lost when ten writers count on one record', async () => {
    const { id } = await office.change(({ specimens }) => specimens.save({ whole: 0 }))
    const countUp = () =>
      office.change(async ({ specimens }) => {
        const row = await specimens.findByIdOrFail(id)
        await specimens.save({ ...row, whole: Number(row['whole']) + 1 })
      })

    await Promise.all(times(10, () => repeat(5, () => untilStored(countUp))))

    const found = await office.read(({ specimens }) => specimens.findById(id))
    expect(found).toMatchObject({ whole: 50, version: 51 })
    const versions = (await office.history(id)).map(({ version }) => version)
    expect(versions).toEqual(times(51, (version) => version + 1))
  })

  test('two units that read the same two records and each change one: one of them is refused', async () => {
    for (const _ of times(20)) {
      const pair = await office.change(({ specimens }) =>
        specimens.saveBatch([{ flag: true }, { flag: true }]),
      )
      const leave = (which: number) =>
        office.prepare(async ({ specimens }) => {
          const rows = await specimens.findByIds(pair.map(({ id }) => id))
          const row = rows.find(({ id }) => id === pair[which]?.id)
          if (rows.every(({ flag }) => flag)) await specimens.save({ ...row, flag: false })
        })
      const units = await Promise.all([leave(0), leave(1)])

      const outcomes = await Promise.allSettled(units.map((unit) => database.flush(unit.seal())))

      const stored = outcomes.filter(({ status }) => status === 'fulfilled')
      expect(stored).toHaveLength(1)
      expect(outcomes).toContainEqual(
        expect.objectContaining({ reason: expect.objectContaining({ code: 'entity.stale' }) }),
      )
    }
  })

  test('units that lock the same records in opposite orders wait for each other, never in a circle', async () => {
    const rows = await office.change(({ customers, specimens }) =>
      Promise.all([
        customers.save({ name: '0' }),
        customers.save({ name: '0' }),
        specimens.save({ text: '0' }),
        specimens.save({ text: '0' }),
      ]),
    )
    const [a, b, c, d] = rows.map(({ id }) => id)
    const change = (ids: readonly (string | undefined)[], text: string) =>
      office.change(async ({ customers, specimens }) => {
        for (const id of ids) {
          if (id?.startsWith('cus_')) await rename(customers, id, { name: text })
          else await rename(specimens, id ?? '', { text })
        }
      })
    const orders = [
      [a, b, c, d],
      [d, c, b, a],
      [c, a, d, b],
    ]

    const failures = await Promise.all(
      times(6, async (writer) => {
        const codes: unknown[] = []
        for (const round of times(15)) {
          const attempt = change(orders[writer % 3] ?? [], `${writer} ${round}`)
          await attempt.catch((error: unknown) => codes.push(codeOf(error)))
        }
        return codes
      }),
    )

    expect(new Set(failures.flat())).toEqual(new Set(['entity.stale']))
  })

  test('a reader is told of every event, in the order of the log, however late a commit comes', async () => {
    const slow = postgresDatabase(slowed(driver, 'random() * 0.02'))
    const outbox = postgresDatabase(await own.connect()).outbox
    expect(await outbox.acquire()).toBe(true)
    while ((await drain(outbox)).length > 0) continue
    const writers = times(9, () => officeOn(slow))
    const seen: DomainEvent[] = []

    const work = { isOver: false }
    const written = Promise.all(writers.map((writer) => writeAndChange(writer))).finally(() => {
      work.isOver = true
    })
    while (!work.isOver) seen.push(...(await drain(outbox)))
    await written
    for (let rest = await drain(outbox); rest.length > 0; rest = await drain(outbox)) {
      seen.push(...rest)
    }

    expect(seen).toHaveLength(9 * 12 * 3)
    const inLog = await driver.query({ role: 'relay' }, { text: wholeLog })
    const places = new Map(inLog.rows.map(({ id }, place) => [id, place]))
    const order = seen.map(({ id }) => places.get(id) ?? -1)
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    for (const id of new Set(seen.map(({ aggregateId }) => aggregateId))) {
      const events = seen.filter(({ aggregateId }) => aggregateId === id)
      expect(events.map(({ version }) => version)).toEqual([1, 2, 3])
    }
    await outbox.release()
  })

  test('a reader waits a moment for a transaction that began before what is committed', async () => {
    const slow = officeOn(postgresDatabase(slowed(driver, '0.15')))
    const { outbox } = postgresDatabase(await own.connect())
    expect(await outbox.acquire()).toBe(true)
    while ((await drain(outbox)).length > 0) continue
    const early = slow.change(({ specimens }) => specimens.save({ text: 'early' }))
    while (await isEmpty(lingering)) continue
    const late = await office.change(({ specimens }) => specimens.save({ text: 'late' }))

    const events = await outbox.pending(10, [])

    const ids = [(await early).id, late.id]
    expect(events.map(({ aggregateId }) => aggregateId)).toEqual(ids)
    await outbox.release()
  })

  async function isEmpty(text: string): Promise<boolean> {
    const { rows } = await driver.query({ role: 'login' }, { text })
    return rows.length === 0
  }
})

const lingering = `select from pg_stat_activity
where datname = current_database() and backend_xid is not null and query like '%pg_sleep%'`

const wholeLog = 'select id from plinth.events order by xid, position'

async function writeAndChange(office: Office): Promise<void> {
  for (const _ of times(12)) {
    let row = await office.change(({ orders }) => orders.save({ number: unusedNumber() }))
    for (const note of ['a', 'b']) {
      row = await office.change(({ orders }) => orders.save({ ...row, note }))
    }
  }
}

async function drain(outbox: Database['outbox']): Promise<readonly DomainEvent[]> {
  const events = await outbox.pending(25, [])
  await outbox.settle(events.map(({ id }) => id))
  return events
}

/** The same driver, whose transactions stay open for some seconds after their last statement. */
function slowed(driver: SqlDriver, seconds: string): SqlDriver {
  const linger: Statement = { text: `select pg_sleep(${seconds})` }
  return {
    place: driver.place,
    roles: driver.roles,
    exclusive: driver.exclusive,
    survivesPowerLoss: driver.survivesPowerLoss,
    query: (scope, statement) => driver.query(scope, statement),
    session: () => driver.session(),
    close: () => driver.close(),
    transact: (scope, statements) => driver.transact(scope, [...statements, linger]),
  }
}

interface Records {
  findByIdOrFail(id: string): Promise<Row>
  save(record: Readonly<Record<string, unknown>>): Promise<Row>
}

async function rename(
  records: Records,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await records.save({ ...(await records.findByIdOrFail(id)), ...values })
}

async function untilStored(work: () => Promise<void>): Promise<void> {
  for (;;) {
    const code = await work().then(() => null, codeOf)
    if (code === null) return
    expect(code).toBe('entity.stale')
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : error
}

async function repeat(count: number, work: () => Promise<void>): Promise<void> {
  for (const _ of times(count)) await work()
}

function times<T = number>(count: number, make: (at: number) => T = (at) => at as T): T[] {
  return Array.from({ length: count }, (_, at) => make(at))
}
