/** When timers fire, however late, and what happens when one does not. */
import { setImmediate } from 'node:timers/promises'
import { FakeClock } from '@plinth/testing'
import { expect, test } from 'vitest'
import { IDGenerator, silentLogger } from '../../primitives/index.ts'
import { createTimekeeper, type Timekeeper } from './timekeeper.ts'
import { type Timer, timerGone } from './timer.ts'
import type { TimerStore } from './timer-store.ts'

const start = 1_000_000
const timer = (id: string, dueIn: number, recordId = id): Timer => ({
  id,
  organizationId: 'org_1',
  entityType: 'Order',
  recordId,
  state: 'placed',
  position: 0,
  dueAt: start + dueIn,
  correlationId: 'req_1',
})

class TestTimers implements TimerStore {
  readonly waiting: Timer[]
  looks = 0
  isDown = false

  constructor(timers: readonly Timer[]) {
    this.waiting = [...timers]
  }

  async next(limit: number, except: readonly string[]): Promise<readonly Timer[]> {
    this.looks += 1
    if (this.isDown) throw new Error('the database is down')
    return this.waiting
      .filter(({ id }) => !except.includes(id))
      .toSorted((one, other) => one.dueAt - other.dueAt)
      .slice(0, limit)
  }

  remove(id: string): void {
    const at = this.waiting.findIndex((waiting) => waiting.id === id)
    if (at >= 0) this.waiting.splice(at, 1)
  }
}

interface Scene {
  readonly store: TestTimers
  readonly clock: FakeClock
  readonly keeper: Timekeeper
  readonly fired: string[]
}

function scene(
  timers: readonly Timer[],
  work: (timer: Timer) => Promise<void> = async () => {},
): Scene {
  const store = new TestTimers(timers)
  const clock = new FakeClock(start)
  const random = { fill: (bytes: Uint8Array) => bytes.fill(7), next: () => 0.5 }
  const fired: string[] = []
  const keeper = createTimekeeper({
    timers: store,
    platform: { clock, random, ids: new IDGenerator(clock, random) },
    logger: silentLogger,
    async fire(due) {
      await work(due)
      fired.push(due.id)
      store.remove(due.id)
    },
  })
  return { store, clock, keeper, fired }
}

/** Lets everything happen that waits for nothing but its turn. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate()
}

test('a timer fires at its moment and not before', async () => {
  const { clock, keeper, fired } = scene([timer('t1', 3_000)])
  keeper.start()
  await quiet()

  clock.advance(2_999)
  await quiet()
  const before = [...fired]
  clock.advance(1)
  await quiet()

  expect([before, fired]).toEqual([[], ['t1']])
  await keeper.stop()
})

test('what was due while nobody watched fires at the start, the oldest of a record first', async () => {
  const { keeper, fired } = scene([timer('t2', -1, 'a'), timer('t1', -5_000, 'a')])

  keeper.start()
  const hasFired = await keeper.settled()

  expect([hasFired, fired]).toEqual([true, ['t1', 't2']])
  await keeper.stop()
})

test('one that is set later and due earlier is not slept through', async () => {
  const { clock, store, keeper, fired } = scene([timer('t1', 4_000)])
  keeper.start()
  await quiet()

  store.waiting.push(timer('t2', 50))
  keeper.expect(start + 50)
  await quiet()
  clock.advance(50)
  await quiet()

  expect(fired).toEqual(['t2'])
  await keeper.stop()
})

test('one that is due after the next look anyway costs no look', async () => {
  const { store, keeper } = scene([])
  keeper.start()
  await quiet()
  const { looks } = store

  keeper.expect(start + 86_400_000)
  await quiet()

  expect(store.looks).toBe(looks)
  await keeper.stop()
})

test('what another process has set is found by looking now and then', async () => {
  const { clock, store, keeper, fired } = scene([])
  keeper.start()
  await quiet()

  store.waiting.push(timer('t1', 100))
  clock.advance(5_000)
  await quiet()

  expect(fired).toEqual(['t1'])
  await keeper.stop()
})

test('a firing that fails is tried again, and keeps no other timer waiting', async () => {
  let failures = 2
  const { clock, keeper, fired } = scene([timer('t1', 0), timer('t2', 0)], async ({ id }) => {
    if (id === 't1' && failures-- > 0) throw new Error('not now')
  })
  keeper.start()
  await quiet()
  const first = [...fired]

  clock.advance(100)
  await quiet()
  clock.advance(200)
  await quiet()

  expect([first, fired]).toEqual([['t2'], ['t2', 't1']])
  await keeper.stop()
})

test('who waits is told what failed when nothing else is due', async () => {
  const { keeper } = scene([timer('t1', 0)], () => Promise.reject(new Error('not now')))
  keeper.start()

  await expect(keeper.settled()).rejects.toThrow('not now')

  await keeper.stop()
})

test('a timer that has gone meanwhile is no failure', async () => {
  const gone = timer('t1', 0)
  const { store, keeper, fired } = scene([gone], async () => {
    store.remove('t1')
    throw timerGone(gone)
  })

  keeper.start()
  const hasFired = await keeper.settled()

  expect([hasFired, fired]).toEqual([false, []])
  await keeper.stop()
})

test('while the timers cannot be read it looks ever more seldom, and goes on when they can', async () => {
  const { clock, store, keeper, fired } = scene([timer('t1', 0)])
  store.isDown = true
  keeper.start()
  await quiet()

  store.isDown = false
  clock.advance(5_000)
  await quiet()

  expect(fired).toEqual(['t1'])
  await keeper.stop()
})

test('stop does not wait for ever', async () => {
  const { clock, keeper, store } = scene([timer('t1', 0)], () => new Promise(() => {}))
  keeper.start()
  await quiet()

  const stopped = keeper.stop()
  clock.advance(5_000)
  await stopped

  expect(store.waiting).toHaveLength(1)
})
