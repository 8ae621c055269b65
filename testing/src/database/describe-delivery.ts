/** Events after the commit: the history of a record, the outbox, and who has handled what. */
import type { EventOutbox } from '@plinth/core'
import type { Database } from '@plinth/core/runtime'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { emptyOutbox } from './empty-outbox.ts'
import { type Office, officeOn, present, unusedNumber, usd } from './shop.ts'

/** Adds the tests. */
export function describeDelivery(database: () => Database): void {
  describe('delivery', () => {
    let office: Office
    beforeAll(() => {
      office = officeOn(database())
    })

    describeHistory(database, () => office)
    describeOutbox(database, () => office)
    describeReceipts(database, () => office)
  })
}

function describeHistory(database: () => Database, office: () => Office): void {
  test('history tells each change of a record, with all that an event knows', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    await office().change(({ customers }) => customers.save({ ...ada, creditLimit: usd(5) }))

    const events = await office().history(ada.id)

    expect(events).toStrictEqual([
      {
        id: expect.stringMatching(/^evt_/),
        type: 'shop.customer.created',
        aggregateId: ada.id,
        aggregateType: 'Customer',
        payload: { name: 'Ada', code: null, creditLimit: null, meta: {} },
        occurredAt: present,
        actorId: 'usr_1',
        orgId: office().organizationId,
        correlationId: expect.stringMatching(/^cor_/),
        causedBy: null,
        version: 1,
        source: 'shop',
        schemaVersion: 1,
      },
      expect.objectContaining({
        type: 'shop.customer.updated',
        payload: { creditLimit: { amount: 5, currency: 'USD' } },
        version: 2,
      }),
    ])
  })

  test('history can be read piece by piece', async () => {
    const { id } = await office().change(async ({ customers }) => {
      let ada = await customers.save({ name: 'Ada' })
      for (const name of ['B', 'C', 'D']) ada = await customers.save({ ...ada, name })
      return ada
    })

    const piece = await database().history(office().organizationId, id, { after: 1, limit: 2 })

    expect(piece.map(({ version }) => version)).toEqual([2, 3])
    expect(await office().history('cus_none')).toEqual([])
  })

  test('behind a version that no record can have there is nothing', async () => {
    const { id } = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    const beyond = { after: Number.MAX_SAFE_INTEGER, limit: 2 }

    const piece = await database().history(office().organizationId, id, beyond)

    expect(piece).toEqual([])
  })
}

function describeOutbox(database: () => Database, office: () => Office): void {
  describe('the outbox', () => {
    let outbox: EventOutbox
    beforeEach(async () => {
      ;({ outbox } = database())
      expect(await outbox.acquire()).toBe(true)
      await emptyOutbox(outbox)
    })

    test('holds events in the order in which they happened, until they are settled', async () => {
      const { ada, order } = await office().change(async ({ customers, orders }) => {
        const customer = await customers.save({ name: 'Ada' })
        const bought = await orders.save({ number: unusedNumber(), customerId: customer.id })
        await customers.save({ ...customer, name: 'Ada L.' })
        return { ada: customer, order: bought }
      })
      await office().change(({ orders }) => orders.save({ ...order, note: 'later' }))

      const events = await outbox.pending(10, [])
      expect(events.map(({ aggregateId, version }) => [aggregateId, version])).toEqual([
        [ada.id, 1],
        [order.id, 1],
        [ada.id, 2],
        [order.id, 2],
      ])
      expect(await outbox.pending(10, [])).toEqual(events)
      expect(await outbox.pending(2, [])).toEqual(events.slice(0, 2))
      expect(events[0]).toStrictEqual((await office().history(ada.id))[0])

      await outbox.settle(events.slice(1, 3).map(({ id }) => id))
      expect(await outbox.pending(10, [])).toEqual([events[0], events[3]])
    })

    test('leaves out what is parked, and nothing that comes after it', async () => {
      const [a, b] = await office().change(({ customers }) =>
        customers.saveBatch([{ name: 'A' }, { name: 'B' }]),
      )
      if (!a) throw new Error('nothing was saved')
      const again = await office().change(({ customers }) => customers.save({ ...a, name: 'A2' }))
      await office().change(({ customers }) => customers.save({ ...again, name: 'A3' }))
      const all = await outbox.pending(10, [])
      const [first, second, third, fourth] = all

      const left = async (...ids: readonly string[]) =>
        outbox.pending(
          10,
          ids.map((upTo) => ({ aggregateId: a.id, upTo })),
        )

      expect(all.map(({ aggregateId }) => aggregateId)).toEqual([a.id, b?.id, a.id, a.id])
      expect(await left(first?.id ?? '')).toEqual([second, third, fourth])
      expect(await left(third?.id ?? '')).toEqual([second, fourth])
      expect(await left(fourth?.id ?? '')).toEqual([second])
      expect(await left('evt_none')).toEqual(all)
    })

    test('keeps what is pending through release, and settling twice does no harm', async () => {
      await office().change(({ customers }) => customers.save({ name: 'Ada' }))
      const [event] = await outbox.pending(10, [])

      await outbox.release()
      expect(await outbox.acquire()).toBe(true)

      expect(await outbox.pending(10, [])).toEqual([event])
      await outbox.settle([event?.id ?? ''])
      await outbox.settle([event?.id ?? '', 'evt_none'])
      expect(await outbox.pending(10, [])).toEqual([])
    })

    test('carries the events of every organization', async () => {
      const offices = [office(), officeOn(database())]
      for (const each of offices) {
        await each.change(({ customers }) => customers.save({ name: 'A' }))
      }

      const events = await outbox.pending(10, [])

      const organizations = offices.map(({ organizationId }) => organizationId)
      expect(events.map(({ orgId }) => orgId)).toEqual(organizations)
    })
  })
}

function describeReceipts(database: () => Database, office: () => Office): void {
  test('an event is handled once by each subscription', async () => {
    const receipt = { subscription: 'shop.first', eventId: `evt_${unusedNumber()}` }
    const handle = (number: string, by: string) =>
      office().change(({ orders }) => orders.save({ number }), {
        receipt: { ...receipt, subscription: by },
      })
    const [first, second, third] = [unusedNumber(), unusedNumber(), unusedNumber()]
    await handle(first, 'shop.first')

    const again = handle(second, 'shop.first')
    await expect(again).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'delivery.handled',
      facts: receipt,
    })
    await handle(third, 'shop.second')

    const numbers = { number: { in: [first, second, third] } }
    const found = await office().read(({ orders }) => orders.findAll(numbers))
    expect(found.map(({ number }) => number)).toEqual([first, third])
  })

  test('a receipt alone can be committed, and is told', async () => {
    const eventId = `evt_${unusedNumber()}`
    const receipt = { subscription: 'shop.silent', eventId }

    await office().change(async () => {}, { receipt })

    const { outbox } = database()
    expect(await outbox.handled('shop.silent', [eventId, 'evt_none'])).toEqual(new Set([eventId]))
    expect(await outbox.handled('shop.other', [eventId])).toEqual(new Set())
    expect(await outbox.handled('shop.silent', [])).toEqual(new Set())
  })
}
