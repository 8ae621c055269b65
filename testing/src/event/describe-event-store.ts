/** What every event store must do, whatever it keeps its log in. Each adapter's tests run it. */
import type { DomainEvent, EventStore } from '@plinth/core'
import { systemPlatform } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { orderEvent } from './order-event.ts'

/** Gives the log of an organization, which may be new. */
export type OpenEventStore = (organizationId: string) => EventStore

const { ids } = systemPlatform()
const monday = Date.UTC(2026, 0, 5)
const day = 86_400_000

/**
 * Runs the suite. Each test works in organizations of its own. What is read across aggregates may be
 * told a moment later than it was appended: it is waited for.
 */
export function describeEventStore(open: OpenEventStore): void {
  describe('as every event store', () => {
    let orgId: string
    let store: EventStore
    beforeEach(() => {
      orgId = ids.generateFor('org_')
      store = open(orgId)
    })
    const happening = (more: Partial<DomainEvent>) => eventOf({ orgId, ...more })

    describeHistories(() => ({ store, happening }))
    describeLog(() => ({ store, happening }))
    describeVersions(() => ({ store, happening }))
    describeWalls(() => ({ store, happening }), open)
  })
}

interface Ground {
  readonly store: EventStore
  /** Makes an event of the store's organization. */
  readonly happening: (more: Partial<DomainEvent>) => DomainEvent
}

function describeHistories(ground: () => Ground): void {
  test('tells what happened to an aggregate, with all that an event knows, oldest first', async () => {
    const { store, happening } = ground()
    const [first, second] = [1, 2].map((version) => happening({ version }))
    await store.appendBatch(present([first, happening({ aggregateId: 'ord_2' }), second]))

    expect(await all(store.read('ord_1'))).toStrictEqual([first, second])
    expect(await all(store.read('ord_3'))).toEqual([])
  })

  test('tells only what happened behind a version, in a span of time, and no more than asked for', async () => {
    const { store, happening } = ground()
    const events = [1, 2, 3, 4, 5].map((version) =>
      happening({ version, occurredAt: monday + version * day }),
    )
    await store.appendBatch(events)
    const versions = async (options: Parameters<EventStore['read']>[1]) =>
      (await all(store.read('ord_1', options))).map(({ version }) => version)

    expect(await versions({ after: 3 })).toEqual([4, 5])
    expect(await versions({ from: monday + 2 * day, to: monday + 4 * day })).toEqual([2, 3])
    expect(await versions({ after: 1, limit: 2 })).toEqual([2, 3])
    expect(await versions({ limit: 0 })).toEqual([])
    expect(await versions({ after: Number.MAX_SAFE_INTEGER })).toEqual([])
  })

  test('can be read in part, and again', async () => {
    const { store, happening } = ground()
    await store.appendBatch([1, 2, 3].map((version) => happening({ version })))
    const history = store.read('ord_1')

    const first = await firstOf(history)

    expect(first?.version).toBe(1)
    expect((await all(history)).map(({ version }) => version)).toEqual([1, 2, 3])
  })

  test.each(['__proto__', 'constructor', '', "'; drop table x", 'é\u2028'])(
    'takes %j for a name like any other',
    async (aggregateId) => {
      const { store, happening } = ground()
      expect(await store.getVersion(aggregateId)).toBe(0)

      await store.append(happening({ aggregateId, type: aggregateId }))

      expect(await all(store.read(aggregateId))).toHaveLength(1)
      await expect.poll(() => all(store.readByType(aggregateId))).toHaveLength(1)
    },
  )
}

function describeLog(ground: () => Ground): void {
  test('tells the events of a type in the order of the log, across aggregates', async () => {
    const { store, happening } = ground()
    await store.append(happening({ aggregateId: 'ord_2', version: 1 }))
    await store.append(happening({ aggregateId: 'ord_1', version: 1, type: 'sales.order.paid' }))
    await store.append(happening({ aggregateId: 'ord_1', version: 2 }))

    const placed = async (options = {}) =>
      (await all(store.readByType('sales.order.placed', options))).map((event) => event.aggregateId)

    await expect.poll(() => placed()).toEqual(['ord_2', 'ord_1'])
    expect(await placed({ after: 1 })).toEqual(['ord_1'])
  })

  test('replays what the filter lets through, from a moment on', async () => {
    const { store, happening } = ground()
    await store.appendBatch([
      happening({ id: 'e1', type: 'sales.order.placed', actorId: 'act_1', correlationId: 'c' }),
      happening({ id: 'e2', type: 'sales.order.paid', occurredAt: monday + day }),
      happening({ id: 'e3', type: 'sales.order.paid', actorId: 'act_1', occurredAt: monday + day }),
      happening({ id: 'e4', aggregateId: 'cus_1', aggregateType: 'Customer' }),
    ])
    const replayed = async (...[filter, from]: Parameters<EventStore['replay']>) =>
      (await all(store.replay(filter, from))).map(({ id }) => id)

    await expect.poll(() => replayed({}, monday)).toEqual(['e1', 'e2', 'e3', 'e4'])
    expect(await replayed({}, monday + day)).toEqual(['e2', 'e3'])
    expect(await replayed({ actorId: 'act_1' }, monday)).toEqual(['e1', 'e3'])
    expect(await replayed({ aggregateType: 'Customer' }, monday)).toEqual(['e4'])
    expect(await replayed({ correlationId: 'c' }, monday)).toEqual(['e1'])
    expect(await replayed({ types: ['sales.order.paid'] }, monday)).toEqual(['e2', 'e3'])
    const both = ['sales.order.paid', 'sales.order.placed']
    expect(await replayed({ types: both, actorId: 'act_1' }, monday)).toEqual(['e1', 'e3'])
    expect(await replayed({ types: [] }, monday)).toEqual([])
  })

  test('tells a long log whole, each event once', async () => {
    const { store, happening } = ground()
    const events = Array.from({ length: 1_203 }, (_, index) =>
      happening({ aggregateId: `ord_${index % 7}`, version: Math.floor(index / 7) + 1 }),
    )
    for (let at = 0; at < events.length; at += 401)
      await store.appendBatch(events.slice(at, at + 401))

    const wanted = events.map(({ id }) => id)
    const replayed = async () => (await all(store.replay({}, 0))).map(({ id }) => id)
    await expect.poll(replayed).toEqual(wanted)
    const placed = await all(store.readByType('sales.order.placed'))
    expect(placed.map(({ id }) => id)).toEqual(wanted)
    expect(await all(store.readByType('sales.order.placed', { limit: 1_100 }))).toHaveLength(1_100)
    expect(await all(store.read('ord_3'))).toHaveLength(172)
  })
}

function describeVersions(ground: () => Ground): void {
  test('knows the version of an aggregate from its last event', async () => {
    const { store, happening } = ground()
    expect(await store.getVersion('ord_1')).toBe(0)

    await store.appendBatch([1, 2, 2].map((version) => happening({ version })))

    expect(await store.getVersion('ord_1')).toBe(2)
  })

  test('of two who append to the version that they have seen, one is refused', async () => {
    const { store, happening } = ground()
    await store.append(happening({ version: 1 }), { expectedVersion: 0 })
    const append = () => store.append(happening({ version: 2 }), { expectedVersion: 1 })

    const outcomes = await Promise.allSettled([append(), append()])

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(append()).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'entity.stale',
      facts: { id: 'ord_1', expected: 1, actual: 2 },
    })
    expect(await all(store.read('ord_1'))).toHaveLength(2)
  })

  test('versions never go back, and of a batch that is refused nothing is there', async () => {
    const { store, happening } = ground()
    await store.append(happening({ version: 3 }))
    const other = happening({ aggregateId: 'ord_2', version: 1 })

    const attempts = [
      () => store.appendBatch([other, happening({ version: 2 })]),
      () => store.appendBatch([other, happening({ version: 5 }), happening({ version: 4 })]),
      () => store.appendBatch([happening({ version: 4 }), other], { expectedVersion: 3 }),
    ]

    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ code: 'entity.stale' })
    expect(await store.getVersion('ord_2')).toBe(0)
    await expect.poll(() => all(store.replay({}, 0))).toHaveLength(1)
  })

  test('appending nothing does nothing', async () => {
    const { store } = ground()

    await store.appendBatch([])

    expect(await all(store.replay({}, 0))).toEqual([])
  })
}

function describeWalls(ground: () => Ground, open: OpenEventStore): void {
  test('another organization reads nothing of it, under the same ids', async () => {
    const { store, happening } = ground()
    await store.append(happening({ version: 4 }))
    const other = open(ids.generateFor('org_'))

    expect(await all(other.read('ord_1'))).toEqual([])
    expect(await all(other.readByType('sales.order.placed'))).toEqual([])
    expect(await all(other.replay({}, 0))).toEqual([])
    expect(await other.getVersion('ord_1')).toBe(0)
  })

  test('an event of another organization is refused, and all that came with it', async () => {
    const { store, happening } = ground()
    const foreign = happening({ orgId: 'org_other' })

    const appending = store.appendBatch([happening({}), foreign])

    await expect(appending).rejects.toMatchObject({ code: 'auth.forbidden' })
    expect(await all(store.replay({}, 0))).toEqual([])
  })
}

function eventOf(more: Partial<DomainEvent>): DomainEvent {
  const payload = { total: 1, note: null }
  return orderEvent({ id: ids.generateFor('evt_'), payload, occurredAt: monday, ...more })
}

async function all(events: AsyncIterable<DomainEvent>): Promise<readonly DomainEvent[]> {
  const told: DomainEvent[] = []
  for await (const event of events) told.push(event)
  return told
}

async function firstOf(events: AsyncIterable<DomainEvent>): Promise<DomainEvent | undefined> {
  for await (const event of events) return event
  return undefined
}

function present<T>(items: readonly (T | undefined)[]): readonly T[] {
  return items.flatMap((item) => (item === undefined ? [] : [item]))
}
