/** A ref that leads nowhere is the caller's mistake, and is told field by field. */
import type { Database } from '@plinth/core/runtime'
import { entities, type Office, officeOn, unusedNumber } from '@plinth/testing/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../embedded/index.ts'
import { postgresDatabase } from '../postgres-database.ts'

const nobody = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const noOne = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAW'

describe('refs', () => {
  let database: Database
  let office: Office

  beforeAll(async () => {
    database = postgresDatabase(await openEmbedded())
    await database.migrate(entities)
  })
  beforeEach(() => {
    office = officeOn(database)
  })
  afterAll(() => database.close())

  test('a ref to a record that does not exist is refused by field and id', async () => {
    const attempt = orderOf(nobody)

    await expect(attempt).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'validation.failed',
      failures: [
        {
          path: 'customerId',
          code: 'reference',
          params: { entity: 'Customer', id: nobody },
          message: `customerId ${nobody} does not exist: there is no such Customer`,
        },
      ],
    })
    expect(await office.read(({ orders }) => orders.count())).toBe(0)
  })

  test('of many refs those are named that lead nowhere', async () => {
    const { id } = await office.change(({ customers }) => customers.save({ name: 'Ada' }))

    const attempt = office.change(({ orders }) =>
      orders.saveBatch(
        [id, nobody, id, noOne, null].map((customerId) => ({ number: unusedNumber(), customerId })),
      ),
    )

    const failures = [{ params: { id: nobody } }, { params: { id: noOne } }]
    await expect(attempt).rejects.toMatchObject({ failures })
  })

  test('a record of another organization is not there to be referred to', async () => {
    const elsewhere = officeOn(database)
    const { id } = await elsewhere.change(({ customers }) => customers.save({ name: 'Ada' }))

    await expect(orderOf(id)).rejects.toMatchObject({ failures: [{ params: { id } }] })
  })

  test('a change may not lead nowhere either', async () => {
    const order = await office.change(({ orders }) => orders.save({ number: unusedNumber() }))

    const attempt = office.change(({ orders }) => orders.save({ ...order, customerId: nobody }))

    await expect(attempt).rejects.toMatchObject({ failures: [{ path: 'customerId' }] })
  })

  test('a unit may store a record before the one that it refers to', async () => {
    const order = await office.change(async ({ customers, orders }) => {
      const stored = await orders.save({ number: unusedNumber(), customerId: nobody })
      await customers.save({ id: nobody, name: 'Nobody' })
      return stored
    })

    expect(await office.read(({ orders }) => orders.findById(order.id))).toEqual(order)
  })

  function orderOf(customerId: string): Promise<unknown> {
    return office.change(({ orders }) => orders.save({ number: unusedNumber(), customerId }))
  }
})
