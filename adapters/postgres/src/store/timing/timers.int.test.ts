/** Timers on a server: what happens when two processes, or a signal and a timeout, want the same. */
import { setImmediate } from 'node:timers/promises'
import {
  type Caller,
  defineEntity,
  defineMachine,
  defineModule,
  type EntityOf,
  field,
  hours,
  IDGenerator,
} from '@plinth/core'
import { createSystem, type Database, type System, systemPlatform } from '@plinth/core/runtime'
import { FakeClock } from '@plinth/testing'
import { postgresUrl } from '@plinth/testing/servers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { type OwnDatabase, ownDatabase } from '../own-database.contract.ts'
import { postgresDatabase } from '../postgres-database.ts'

const server = await postgresUrl()

const Bill = defineEntity({
  name: 'Bill',
  idPrefix: 'bil_',
  fields: { status: field.oneOf(['open', 'paid', 'overdue'], { default: 'open' }) },
})
interface Bill extends EntityOf<typeof Bill> {}

const billMachine = defineMachine({
  id: 'bill',
  entity: Bill,
  initial: 'open',
  states: {
    open: { on: { pay: 'paid' }, after: [{ delay: hours(1), target: 'overdue' }] },
    paid: { terminal: true },
    overdue: { terminal: true },
  },
})

const bills = defineModule({
  id: 'bills',
  version: '1.0.0',
  entities: [Bill],
  machines: [billMachine],
})

const caller: Caller = {
  actor: { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' },
  org: { id: 'org_1', slug: 'one', settings: {} },
}

describe.skipIf(server === null)('timers on a server', () => {
  const clock = new FakeClock()
  let own: OwnDatabase
  let running: Process[] = []

  beforeEach(async () => {
    own = await ownDatabase(server ?? '')
  })
  afterEach(async () => {
    for (const { system } of running) await letPass(clock, system.stop())
    running = []
    await own.drop()
  })

  const startProcess = async (see?: (driver: SqlDriver) => Database): Promise<Process> => {
    const driver = await own.connect()
    const process = await processOn(see?.(driver) ?? postgresDatabase(driver), clock)
    running.push(process)
    return process
  }

  test('two processes that both see every timer take each once', async () => {
    const [one, other] = [await startProcess(seeingAll), await startProcess(seeingAll)]
    const open = await openBills(one, 40)

    clock.advance(hours(1))
    await letPass(clock, one.system.settled())

    expect(await outcomes(other, open)).toEqual({ 'overdue 2': 40 })
  })

  test('of a signal and a timeout one wins, and the other changes nothing', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const open = await openBills(one, 40)

    clock.advance(hours(1))
    const timeouts = letPass(clock, one.system.settled())
    const signals = await Promise.allSettled(open.map((bill) => letPass(clock, pay(other, bill))))
    await timeouts

    const paid = signals.filter(({ status }) => status === 'fulfilled').length
    const counts = await outcomes(other, open)
    expect((counts['paid 2'] ?? 0) + (counts['overdue 2'] ?? 0)).toBe(40)
    expect(counts['paid 2'] ?? 0).toBe(paid)
  })

  test('what a process has set and did not live to see, another one fires', async () => {
    const gone = await startProcess()
    const open = await openBills(gone, 3)
    await letPass(clock, gone.system.stop())
    clock.advance(hours(30))

    const next = await startProcess()
    await letPass(clock, next.system.settled())

    expect(await outcomes(next, open)).toEqual({ 'overdue 2': 3 })
  })
})

interface Process {
  readonly system: System
  readonly database: Database
}

async function processOn(database: Database, clock: FakeClock): Promise<Process> {
  const { random } = systemPlatform()
  const system = createSystem({
    modules: [bills],
    database,
    permissions: { permits: () => true },
    platform: { clock, random, ids: new IDGenerator(clock, random) },
  })
  await system.start()
  return { system, database }
}

/** A database that shares nothing out: as if the locks were lost with which processes share the work. */
function seeingAll(driver: SqlDriver): Database {
  return postgresDatabase({ ...passedOn(driver), exclusive: true })
}

function passedOn(driver: SqlDriver): SqlDriver {
  return {
    transact: (scope, statements) => driver.transact(scope, statements),
    query: (scope, statement) => driver.query(scope, statement),
    session: () => driver.session(),
    place: driver.place,
    roles: driver.roles,
    exclusive: driver.exclusive,
    survivesPowerLoss: driver.survivesPowerLoss,
    close: () => driver.close(),
  }
}

async function openBills(process: Process, count: number): Promise<readonly Bill[]> {
  const opened: Bill[] = []
  for (let n = 0; n < count; n += 1) {
    const bill = await process.system
      .as(caller)
      .dispatch<Bill>({ type: 'bills.bill.create', payload: {} })
    opened.push(bill)
  }
  return opened
}

function pay({ system }: Process, { id }: Bill): Promise<unknown> {
  return system.as(caller).dispatch({ type: 'bills.bill.fire', payload: { id, event: 'pay' } })
}

/** Counts the bills by state and version. */
async function outcomes(
  process: Process,
  open: readonly Bill[],
): Promise<Readonly<Record<string, number>>> {
  const ids = open.map(({ id }) => id)
  const stored = await process.system.as(caller).repo(Bill).findByIds(ids)
  const counts: Record<string, number> = {}
  for (const { status, version } of stored) {
    const key = `${status} ${version}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

// A unit that runs again after a conflict pauses first, and nobody moves the clock for it.
async function letPass<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  const done = work.then(
    () => true,
    () => true,
  )
  while (!(await Promise.race([done, setImmediate(false)]))) clock.advanceToNext(250)
  return work
}
