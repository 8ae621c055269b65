/** Timers: they come and go with the records that they belong to, and each fires in one unit alone. */
import type { Row } from '@plinth/core'
import type { Database, Timer } from '@plinth/core/runtime'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeTimerStore, type TimerGround } from '../ports/describe-timer-store.ts'
import { nothingIn } from './nothing-in.ts'
import { type Office, officeOn, orders as orderSchema, present, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeTimers(database: () => Database): void {
  describe('timers', () => {
    let office: Office
    beforeAll(() => {
      office = officeOn(database())
    })
    beforeEach(async () => {
      expect(await database().outbox.acquire()).toBe(true)
    })

    const timersOf = async (record: Row): Promise<readonly Timer[]> => {
      const timers = await database().timers.next(10_000, [])
      return timers.filter(({ recordId }) => recordId === record.id)
    }
    describeLife(() => office, timersOf)
    describeFiring(() => office, timersOf)
    describeTimerStore(() => timerGround(database()))
  })
}

type TimersOf = (record: Row) => Promise<readonly Timer[]>

function describeLife(office: () => Office, timersOf: TimersOf): void {
  test('a record that comes into a timed state has its timers, with all that they know', async () => {
    const order = await placed(office())

    expect(await timersOf(order)).toStrictEqual(
      [1_000, 60_000].map((delay, position) => ({
        id: expect.stringMatching(/^tmr_/),
        organizationId: office().organizationId,
        entityType: 'Order',
        recordId: order.id,
        state: 'placed',
        position,
        dueAt: present + delay,
        correlationId: expect.stringMatching(/^cor_/),
      })),
    )
  })

  test('a change that leaves the state alone leaves the timers alone', async () => {
    const order = await placed(office())
    const before = await timersOf(order)

    await office().change(({ orders }) => orders.save({ ...order, note: 'soon' }))

    expect(await timersOf(order)).toEqual(before)
  })

  test('what leaves the state, or is deleted, has no timers any more', async () => {
    const [left, deleted] = [await placed(office()), await placed(office())]

    await office().change(async ({ orders }) => {
      await orders.save({ ...left, status: 'paid' })
      await orders.delete(deleted.id)
    })

    expect(await timersOf(left)).toEqual([])
    expect(await timersOf(deleted)).toEqual([])
  })

  test('what is restored begins anew, and what enters its state again does, too', async () => {
    const [restored, entered] = [await placed(office()), await placed(office())]
    const before = await timersOf(entered)
    await office().change(({ orders }) => orders.delete(restored.id))

    await office().change(async ({ orders }) => {
      await orders.restore(restored.id)
      await orders.saveAs(entered, { driven: true, enters: true })
    })

    expect(await timersOf(restored)).toHaveLength(2)
    const after = await timersOf(entered)
    expect(after).toHaveLength(2)
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id))
  })

  test('what a unit only passes through on its way leaves no timer', async () => {
    const order = await office().change(async ({ orders }) => {
      const draft = await orders.save({ number: unusedNumber() })
      const passing = await orders.save({ ...draft, status: 'placed' })
      return orders.save({ ...passing, status: 'paid' })
    })

    expect(await timersOf(order)).toEqual([])
  })

  test('what a unit takes back sets no timer', async () => {
    const order = await office().change(async ({ orders }) => {
      const draft = await orders.save({ number: unusedNumber() })
      await orders.rehearse(() => orders.save({ ...draft, status: 'placed' }))
      return draft
    })

    expect(await timersOf(order)).toEqual([])
  })
}

function describeFiring(office: () => Office, timersOf: TimersOf): void {
  test('a timer goes with what it does, and takes the others of its record with it', async () => {
    const order = await placed(office())
    const [firing] = await timersOf(order)

    const paid = ({ orders }: Parameters<Parameters<Office['change']>[0]>[0]) =>
      orders.save({ ...order, status: 'paid' })
    await office().change(paid, { firing: firing ?? null })

    expect(await timersOf(order)).toEqual([])
  })

  test('a timer that does nothing goes alone', async () => {
    const order = await placed(office())
    const [firing, other] = await timersOf(order)

    await office().change(async () => {}, { firing: firing ?? null })

    expect(await timersOf(order)).toEqual([other])
  })

  test('a timer fires once: the second unit that tries changes nothing', async () => {
    const order = await placed(office())
    const [firing = null] = await timersOf(order)
    await office().change(async () => {}, { firing })

    const again = office().change(({ orders }) => orders.save({ ...order, note: 'late' }), {
      firing,
    })

    await expect(again).rejects.toMatchObject({ code: 'timer.gone' })
    expect(await office().read(({ orders }) => orders.findById(order.id))).toEqual(order)
  })

  test('a timer that was called off cannot fire, though its record is in that state again', async () => {
    const order = await placed(office())
    const [firing = null] = await timersOf(order)
    const again = await office().change(({ orders }) =>
      orders.saveAs(order, { driven: true, enters: true }),
    )

    const late = office().change(({ orders }) => orders.save({ ...again, status: 'paid' }), {
      firing,
    })

    await expect(late).rejects.toMatchObject({ code: 'timer.gone' })
    expect(await timersOf(again)).toHaveLength(2)
  })

  test('of a signal and a timeout that began together, one takes effect', async () => {
    const order = await placed(office())
    const [firing = null] = await timersOf(order)
    const timeout = office().change(({ orders }) => orders.save({ ...order, status: 'draft' }), {
      firing,
    })
    const signal = office().change(({ orders }) => orders.save({ ...order, status: 'paid' }))

    const outcomes = await Promise.allSettled([timeout, signal])

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const stored = await office().read(({ orders }) => orders.findByIdOrFail(order.id))
    expect(stored.version).toBe(2)
    expect(await timersOf(order)).toEqual([])
  })
}

/** The timers of a database: they come with a record, and go with a flush that fires them. */
function timerGround(database: Database): TimerGround {
  return {
    timers: database.timers,
    async set(organizationId, dueAt) {
      const timers: Timer[] = []
      const unit = await officeOn(database, organizationId).prepare(async (desk) => {
        const { id } = await desk.orders.save({ number: unusedNumber(), status: 'placed' })
        timers.push(
          ...dueAt.map((moment, position) => timerOf({ id, organizationId }, moment, position)),
        )
        desk.unit.setTimers(orderSchema, id, timers)
      })
      await database.flush(unit.seal())
      return timers
    },
    fire: (firing) => database.flush({ ...nothingIn(firing.organizationId), firing }),
  }
}

function timerOf(
  { id, organizationId }: Pick<Row, 'id' | 'organizationId'>,
  dueAt: number,
  position: number,
): Timer {
  return {
    id: `tmr_${unusedNumber()}`,
    organizationId,
    entityType: 'Order',
    recordId: id,
    state: 'placed',
    position,
    dueAt,
    correlationId: 'cor_1',
  }
}

function placed(office: Office): Promise<Row> {
  return office.change(({ orders }) => orders.save({ number: unusedNumber(), status: 'placed' }))
}
