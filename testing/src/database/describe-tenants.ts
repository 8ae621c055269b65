/** Organizations never meet: not by id, by list, by count, by write or by uniqueness. */
import type { Row } from '@plinth/core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../repository/repository-ground.ts'
import { type Office, officeOn, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeTenants(database: () => RepositoryGround): void {
  describe('organizations', () => {
    let north: Office
    let south: Office
    let order: Row
    const number = unusedNumber()

    beforeAll(async () => {
      north = officeOn(database())
      south = officeOn(database())
      order = await north.change(({ orders }) => orders.save({ number, note: 'secret' }))
      await south.change(({ orders }) => orders.save({ number: unusedNumber(), note: 'own' }))
    })

    test('a foreign record is missing by id', async () => {
      const { orders } = await south.read(async (desk) => desk)

      expect(await orders.findById(order.id)).toBeNull()
      expect(await orders.findByIds([order.id])).toEqual([])
      await expect(orders.findByIdOrFail(order.id)).rejects.toMatchObject({
        code: 'entity.not-found',
      })
    })

    test('a foreign record is in no list and no count', async () => {
      const { orders } = await south.read(async (desk) => desk)

      expect((await orders.findAll()).map(({ note }) => note)).toEqual(['own'])
      expect(await orders.findAll({ number })).toEqual([])
      expect(await orders.count()).toBe(1)
      const filter = { organizationId: north.organizationId }
      expect(await orders.findMany(filter, { withDeleted: true })).toMatchObject({ data: [] })
    })

    test('a foreign record can be neither changed nor deleted, and answers like a missing one', async () => {
      const change = south.change(({ orders }) => orders.save({ ...order, note: 'taken' }))
      await expect(change).rejects.toMatchObject({ code: 'entity.not-found' })
      const deletion = south.change(({ orders }) => orders.delete(order.id))
      await expect(deletion).rejects.toMatchObject({ code: 'entity.not-found' })

      const found = await north.read(({ orders }) => orders.findById(order.id))
      expect(found).toEqual(order)
    })

    test('what is unique is unique within one organization, ids included', async () => {
      const saved = await south.change(({ orders }) => orders.save({ id: order.id, number }))

      expect(saved).toMatchObject({ id: order.id, organizationId: south.organizationId })
      expect(await north.read(({ orders }) => orders.findById(order.id))).toEqual(order)
    })

    test('history is told to its own organization', async () => {
      expect(await north.history(order.id)).toHaveLength(1)

      const seen = await south.history(order.id)
      expect(seen.filter(({ orgId }) => orgId !== south.organizationId)).toEqual([])
      expect(JSON.stringify(seen)).not.toContain('secret')
    })
  })
}
