/** What cannot be committed, and that nothing of it is. */
import type { Database } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { customers as customerSchema, type Office, officeOn, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeConflicts(database: () => Database): void {
  describe('conflicts', () => {
    let office: Office
    beforeEach(() => {
      office = officeOn(database())
    })

    describeVersions(database, () => office)
    describeWitnesses(database, () => office)
    describeUniqueness(() => office)
    describeAllOrNone(database, () => office)
  })
}

function describeVersions(database: () => Database, office: () => Office): void {
  test('of two changes of one version the second is refused, and says what is stored', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    const first = await office().prepare(({ customers }) => customers.save({ ...ada, name: 'A' }))
    const second = await office().prepare(({ customers }) => customers.save({ ...ada, name: 'B' }))

    await database().flush(first.seal())
    const flush = database().flush(second.seal())

    await expect(flush).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'entity.stale',
      facts: { entity: 'Customer', id: ada.id, expected: 1, actual: 2 },
    })
    const found = await office().read(({ customers }) => customers.findById(ada.id))
    expect(found).toMatchObject({ name: 'A', version: 2 })
  })

  test('a stale record among many fails them all', async () => {
    const saved = await office().change(({ customers }) =>
      customers.saveBatch([{ name: 'A' }, { name: 'B' }, { name: 'C' }]),
    )
    const all = await office().prepare(({ customers }) =>
      customers.saveBatch(saved.map((row) => ({ ...row, name: 'late' }))),
    )
    const [, middle] = saved
    await office().change(({ customers }) => customers.save({ ...middle, name: 'early' }))

    const flush = database().flush(all.seal())

    await expect(flush).rejects.toMatchObject({
      code: 'entity.stale',
      facts: { entity: 'Customer', id: middle?.id, expected: 1, actual: 2 },
    })
    const names = await office().read(({ customers }) => customers.findAll())
    expect(names.map(({ name }) => name)).toEqual(['A', 'early', 'C'])
  })

  test('a change of a record that is not there is stale', async () => {
    const ghost = await office().change(({ customers }) => customers.save({ name: 'Ghost' }))
    const elsewhere = officeOn(database())
    const unit = await elsewhere.prepare(async (desk) => {
      const row = { ...ghost, organizationId: elsewhere.organizationId, version: 2 }
      desk.unit.stage(customerSchema, row, ghost)
    })

    const flush = database().flush(unit.seal())

    await expect(flush).rejects.toMatchObject({
      code: 'entity.stale',
      facts: { entity: 'Customer', id: ghost.id, expected: 1, actual: 0 },
    })
  })
}

function describeWitnesses(database: () => Database, office: () => Office): void {
  test('a record that was read must not have moved on', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    const number = unusedNumber()
    const unit = await office().prepare(async ({ customers, orders }) => {
      await customers.findById(ada.id)
      await orders.save({ number })
    })
    await office().change(({ customers }) => customers.save({ ...ada, name: 'Ada L.' }))

    const flush = database().flush(unit.seal())

    await expect(flush).rejects.toMatchObject({
      code: 'entity.stale',
      facts: { entity: 'Customer', id: ada.id, expected: 1, actual: 2 },
    })
    expect(await office().read(({ orders }) => orders.exists({ number }))).toBe(false)
  })

  test('a record that was read and stayed as it was does no harm', async () => {
    const saved = await office().change(({ customers }) =>
      customers.saveBatch([{ name: 'Ada' }, { name: 'Ben' }]),
    )
    const number = unusedNumber()

    await office().change(async ({ customers, orders }) => {
      await customers.findByIds(saved.map(({ id }) => id))
      await orders.save({ number })
    })

    expect(await office().read(({ orders }) => orders.exists({ number }))).toBe(true)
  })

  test('a record that was only listed may have moved on', async () => {
    const ada = await office().change(({ customers }) => customers.save({ name: 'Ada' }))
    const number = unusedNumber()
    const unit = await office().prepare(async ({ customers, orders }) => {
      await customers.findMany({ name: 'Ada' })
      await orders.save({ number })
    })
    await office().change(({ customers }) => customers.save({ ...ada, name: 'Ada L.' }))

    await database().flush(unit.seal())

    expect(await office().read(({ orders }) => orders.exists({ number }))).toBe(true)
  })
}

function describeUniqueness(office: () => Office): void {
  test('a value that another active record holds is refused by field', async () => {
    const number = unusedNumber()
    await office().change(({ orders }) => orders.save({ number }))

    const attempt = office().change(({ orders }) => orders.save({ number }))

    await expect(attempt).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'entity.duplicate',
      facts: { entity: 'Order', fields: ['number'] },
    })
  })

  test('a change may not take the value either, and a batch not twice', async () => {
    const [number, other] = [unusedNumber(), unusedNumber()]
    const [, second] = await office().change(({ orders }) =>
      orders.saveBatch([{ number }, { number: other }]),
    )

    const change = office().change(({ orders }) => orders.save({ ...second, number }))
    await expect(change).rejects.toMatchObject({ code: 'entity.duplicate' })

    const twice = { number: unusedNumber() }
    const batch = office().change(({ orders }) => orders.saveBatch([twice, twice]))
    await expect(batch).rejects.toMatchObject({ code: 'entity.duplicate' })
  })

  test('fields that are unique together are refused together', async () => {
    const { id: customerId } = await office().change(({ customers }) =>
      customers.save({ name: 'A' }),
    )
    const order = () => ({ number: unusedNumber(), customerId, rank: 1 })
    await office().change(({ orders }) => orders.save(order()))

    const attempt = office().change(({ orders }) => orders.save(order()))

    await expect(attempt).rejects.toMatchObject({
      code: 'entity.duplicate',
      facts: { entity: 'Order', fields: ['customerId', 'rank'] },
    })
  })

  test('absent values do not collide', async () => {
    await office().change(({ customers }) => customers.saveBatch([{ name: 'A' }, { name: 'B' }]))
    const { id: customerId } = await office().change(({ customers }) =>
      customers.save({ name: 'C' }),
    )

    const saved = await office().change(({ orders }) =>
      orders.saveBatch([
        { number: unusedNumber(), customerId },
        { number: unusedNumber(), customerId },
        { number: unusedNumber(), rank: 1 },
        { number: unusedNumber(), rank: 1 },
      ]),
    )

    expect(saved).toHaveLength(4)
  })

  test('the value of a deleted record is free, and taken when that one would be restored', async () => {
    const number = unusedNumber()
    const { id } = await office().change(({ orders }) => orders.save({ number }))
    await office().change(({ orders }) => orders.delete(id))
    await office().change(({ orders }) => orders.save({ number }))

    const attempt = office().change(({ orders }) => orders.restore(id))

    await expect(attempt).rejects.toMatchObject({ code: 'entity.duplicate' })
  })

  test('a new record may take a value that the same unit frees', async () => {
    const [deleted, renamed] = [unusedNumber(), unusedNumber()]
    const [first, second] = await office().change(({ orders }) =>
      orders.saveBatch([{ number: deleted }, { number: renamed }]),
    )

    await office().change(async ({ orders }) => {
      await orders.saveBatch([
        { number: deleted, note: 'new' },
        { number: renamed, note: 'new' },
      ])
      await orders.delete(first?.id ?? '')
      await orders.save({ ...second, number: unusedNumber() })
    })

    const found = await office().read(({ orders }) =>
      orders.findAll({ number: { in: [deleted, renamed] } }),
    )
    expect(found.map(({ note }) => note)).toEqual(['new', 'new'])
  })

  test('records may take unique values from each other, two or more in a circle', async () => {
    const numbers = [unusedNumber(), unusedNumber(), unusedNumber()]
    const saved = await office().change(({ orders }) =>
      orders.saveBatch(numbers.map((number) => ({ number }))),
    )
    const turned = [...numbers.slice(1), ...numbers.slice(0, 1)]

    await office().change(({ orders }) =>
      orders.saveBatch(saved.map((row, at) => ({ ...row, number: turned[at] }))),
    )

    const ids = saved.map(({ id }) => id)
    const found = await office().read(({ orders }) => orders.findAll({ id: { in: ids } }))
    expect(found).toMatchObject(turned.map((number) => ({ number, version: 2, deletedAt: null })))
  })

  test('of records that change together none may take the value of one that stays', async () => {
    const [a, b, c] = await office().change(({ orders }) =>
      orders.saveBatch([1, 2, 3].map(() => ({ number: unusedNumber() }))),
    )

    const attempt = office().change(({ orders }) =>
      orders.saveBatch([
        { ...a, number: b?.['number'] },
        { ...b, number: c?.['number'] },
      ]),
    )

    await expect(attempt).rejects.toMatchObject({ code: 'entity.duplicate' })
    const found = await office().read(({ orders }) => orders.findByIds([a?.id ?? '', b?.id ?? '']))
    expect(found.map(({ deletedAt }) => deletedAt)).toEqual([null, null])
  })

  test('an id that is taken is refused', async () => {
    const { id } = await office().change(({ customers }) => customers.save({ name: 'A' }))

    const attempt = office().change(({ customers }) => customers.save({ id, name: 'B' }))

    await expect(attempt).rejects.toMatchObject({
      code: 'entity.duplicate',
      facts: { entity: 'Customer', fields: ['id'] },
    })
  })
}

function describeAllOrNone(database: () => Database, office: () => Office): void {
  test('when one record is refused, no row, event or receipt of the unit stays', async () => {
    const number = unusedNumber()
    await office().change(({ orders }) => orders.save({ number }))
    const receipt = { subscription: 'shop.all-or-none', eventId: unusedNumber() }
    let customerId = ''
    const unit = await office().prepare(
      async ({ customers, orders }) => {
        customerId = (await customers.save({ name: 'Half' })).id
        await orders.save({ number, customerId })
      },
      { receipt },
    )

    await expect(database().flush(unit.seal())).rejects.toMatchObject({ code: 'entity.duplicate' })

    expect(await office().read(({ customers }) => customers.findById(customerId))).toBeNull()
    expect(await office().history(customerId)).toEqual([])
    const handled = await database().outbox.handled(receipt.subscription, [receipt.eventId])
    expect(handled.size).toBe(0)
    await office().change(({ customers }) => customers.save({ name: 'Whole' }), { receipt })
  })
}
