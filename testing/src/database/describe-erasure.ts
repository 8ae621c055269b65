/** Records erased for good: the row goes, and what its events tell; their places stay. */
import type { EntitySchema } from '@plinth/core'
import {
  type Database,
  erasedPayload,
  isErased,
  repositoryTools,
  systemPlatform,
} from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { emptyOutbox } from '../event/empty-outbox.ts'
import { type Office, officeOn, orders as timedOrders, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeErasure(database: () => Database): void {
  describe('erasure', () => {
    let office: Office
    beforeEach(() => {
      office = officeOn(database())
    })

    describeErasedHistory(database, () => office)
    describeUndelivered(database, () => office)
  })
}

function describeErasedHistory(database: () => Database, office: () => Office): void {
  test('an erased record is nowhere, and its history keeps places without content', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada Secret' }))
    await office().change(({ customers }) => customers.save({ ...ada, name: 'Ada S.' }))
    const before = await office().history(ada.id)

    await office().change(({ customers }) => customers.hardDelete(ada.id))

    const { customers } = await office().read(async (desk) => desk)
    expect(await customers.findById(ada.id)).toBeNull()
    expect((await customers.findMany({}, { withDeleted: true })).data).toEqual([])
    const after = await office().history(ada.id)
    expect(after.slice(0, 2)).toEqual(before.map((event) => ({ ...event, payload: erasedPayload })))
    expect(after[2]).toMatchObject({ type: 'shop.customer.erased', version: 3, payload: {} })
    expect(after.map(isErased)).toEqual([true, true, false])
    expect(JSON.stringify(after)).not.toContain('Secret')
  })

  test('a deleted record can be erased, and so can what is told of a removed one', async () => {
    const { id } = await office().change(({ customers }) => customers.save({ name: 'Secret' }))
    await office().change(({ customers }) => customers.delete(id))
    const voucher = await office().change(({ vouchers }) => vouchers.save({ code: 'Secret' }))
    await office().change(({ vouchers }) => vouchers.delete(voucher.id))

    await office().change(async ({ customers, vouchers }) => {
      await customers.hardDelete(id)
      await vouchers.hardDelete(voucher.id)
    })

    const told = [...(await office().history(id)), ...(await office().history(voucher.id))]
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3, 1, 2, 3])
    expect(JSON.stringify(told)).not.toContain('Secret')
  })

  test('what was erased, or never was, cannot be erased or restored', async () => {
    const { id } = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    await office().change(({ customers }) => customers.hardDelete(id))

    for (const missing of [id, 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'nonsense']) {
      const erase = office().change(({ customers }) => customers.hardDelete(missing))
      await expect(erase).rejects.toMatchObject({ code: 'entity.not-found' })
      const restore = office().change(({ customers }) => customers.restore(missing))
      await expect(restore).rejects.toMatchObject({ code: 'entity.not-found' })
    }
  })

  test('what a unit itself told before the erasure is erased with it, and what it tells after stays', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))

    const unit = await office().prepare(async ({ customers, unit: own }) => {
      await customers.save({ ...ada, name: 'Secret' })
      await customers.hardDelete(ada.id)
      const [later] = await office().history(ada.id)
      if (later) own.record({ ...later, id: `evt_${unusedNumber()}`, version: 3 })
    })
    const changes = unit.seal()
    await database().flush(changes)

    expect(JSON.stringify(changes.events)).not.toContain('Secret')
    const told = await office().history(ada.id)
    expect(told.map(isErased)).toEqual([true, true, false, false])
  })

  test('an erasure that is taken back erases nothing', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))

    await office().change(async ({ customers }) => {
      const attempt = customers.transaction(async () => {
        await customers.hardDelete(ada.id)
        throw new Error('changed my mind')
      })
      await expect(attempt).rejects.toThrow('changed my mind')
      await customers.save({ ...ada, name: 'Ada L.' })
    })

    expect((await office().history(ada.id)).map(isErased)).toEqual([false, false])
  })

  test('an erased record has no timers, not even those of a state that is timed no longer', async () => {
    expect(await database().outbox.acquire()).toBe(true)
    const saved = [placed(), placed()].map((values) =>
      office().change(({ orders }) => orders.save(values)),
    )
    const [timed, untimed] = await Promise.all(saved)

    await office().change(async ({ orders, unit }) => {
      await orders.hardDelete(timed?.id ?? '')
      const tools = repositoryTools(database(), systemPlatform())
      await database()
        .repository(withoutTimers(), unit, tools)
        .hardDelete(untimed?.id ?? '')
    })

    const left = await database().timers.next(10_000, [])
    const ids = new Set([timed?.id, untimed?.id])
    expect(left.filter(({ recordId }) => ids.has(recordId))).toEqual([])
    await database().outbox.release()
  })

  test('another organization cannot erase a record, nor what is told of it', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    const stranger = officeOn(database())

    const attempt = stranger.change(({ customers }) => customers.hardDelete(ada.id))
    await expect(attempt).rejects.toMatchObject({ code: 'entity.not-found' })
    const forged = await stranger.prepare(async ({ unit }) => {
      const [told] = await office().history(ada.id)
      if (told) unit.erase({ ...told, id: `evt_${unusedNumber()}`, orgId: stranger.organizationId })
    })
    await database().flush(forged.seal())

    expect((await office().history(ada.id)).map(isErased)).toEqual([false])
    expect(await office().read(({ customers }) => customers.findById(ada.id))).toEqual(ada)
  })
}

function describeUndelivered(database: () => Database, office: () => Office): void {
  test('events that were not delivered yet are never delivered once they are erased', async () => {
    const { outbox } = database()
    expect(await outbox.acquire()).toBe(true)
    await emptyOutbox(outbox)
    const [ada, ben] = await office().change(({ customers }) =>
      customers.saveBatch([{ name: 'Ada' }, { name: 'Ben' }]),
    )
    await office().change(({ customers }) => customers.save({ ...ada, name: 'Ada L.' }))

    await office().change(({ customers }) => customers.hardDelete(ada?.id ?? ''))

    const pending = await outbox.pending(500, [])
    expect(pending.map(({ type, aggregateId }) => [type, aggregateId])).toEqual([
      ['shop.customer.created', ben?.id],
      ['shop.customer.erased', ada?.id],
    ])
    await outbox.settle(pending.map(({ id }) => id))
    await outbox.release()
  })
}

function placed() {
  return { number: unusedNumber(), status: 'placed' }
}

/** The entity as a later program declares it: its machine waits for nothing. */
function withoutTimers(): EntitySchema {
  return { ...timedOrders, timed: null }
}
