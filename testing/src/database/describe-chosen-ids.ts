/** Ids that callers choose for new records: taken, and never twice. */
import { type Database, systemPlatform } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Office, officeOn, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeChosenIds(database: () => Database): void {
  describe('ids that callers choose', () => {
    let office: Office
    beforeEach(() => {
      office = officeOn(database())
    })

    test('the id of a record that is gone is never taken again, whatever a caller brings', async () => {
      const code = unusedNumber
      const removed = await office.change(({ vouchers }) => vouchers.save({ code: code() }))
      const ended = await office.change(({ vouchers }) => vouchers.save({ code: code() }))
      await office.change(({ vouchers }) => vouchers.delete(removed.id))
      await office.change(({ vouchers }) => vouchers.hardDelete(ended.id))
      const passing = await office.change(async ({ vouchers }) => {
        const { id } = await vouchers.save({ code: code() })
        await vouchers.delete(id)
        return id
      })

      for (const id of [removed.id, ended.id, passing]) {
        const again = office.change(({ vouchers }) =>
          vouchers.saveBatch([{ code: code() }, { id, code: code() }]),
        )

        await expect(again).rejects.toMatchObject({
          name: 'ConflictError',
          code: 'entity.id-used',
          facts: { entity: 'Voucher', id },
        })
      }
      expect(await office.read(({ vouchers }) => vouchers.count())).toBe(0)
      expect((await office.history(removed.id)).map(({ version }) => version)).toEqual([1, 2])
    })

    test('a record that is refused for its values leaves no claim on its id', async () => {
      const { id } = await office.change(({ vouchers }) => vouchers.save({ code: unusedNumber() }))
      await office.change(({ vouchers }) => vouchers.delete(id))

      await office.change(async ({ vouchers }) => {
        await expect(vouchers.save({ id })).rejects.toMatchObject({ code: 'validation.failed' })
        await vouchers.save({ code: unusedNumber() })
      })

      expect(await office.read(({ vouchers }) => vouchers.count())).toBe(1)
    })

    test('a unit that removes a record cannot give its id to another one', async () => {
      const { id } = await office.change(({ vouchers }) => vouchers.save({ code: unusedNumber() }))

      const attempt = office.change(async ({ vouchers }) => {
        await vouchers.delete(id)
        await vouchers.save({ id, code: unusedNumber() })
      })

      await expect(attempt).rejects.toMatchObject({ code: 'entity.id-used' })
      expect(await office.read(({ vouchers }) => vouchers.findById(id))).not.toBeNull()
    })

    test('of two new records with one id the second is a duplicate, in one unit and in two', async () => {
      const { ids } = systemPlatform()
      const [one, other] = [ids.generateFor('vou_'), ids.generateFor('vou_')]
      await office.change(({ vouchers }) => vouchers.save({ id: one, code: unusedNumber() }))

      const refused = { code: 'entity.duplicate', facts: { entity: 'Voucher', fields: ['id'] } }
      const twice = office.change(({ vouchers }) =>
        vouchers.saveBatch([
          { id: other, code: unusedNumber() },
          { id: other, code: unusedNumber() },
        ]),
      )

      await expect(twice).rejects.toMatchObject(refused)
      const later = office.change(({ vouchers }) =>
        vouchers.save({ id: one, code: unusedNumber() }),
      )
      await expect(later).rejects.toMatchObject(refused)
    })

    test('an id that was chosen and taken back is free, and what another organization had, too', async () => {
      const { id } = await officeOn(database()).change(async ({ vouchers }) => {
        const voucher = await vouchers.save({ code: unusedNumber() })
        await vouchers.delete(voucher.id)
        return voucher
      })

      await office.change(async ({ vouchers }) => {
        await vouchers.transaction(async (tx) => {
          await vouchers.save({ id, code: unusedNumber() })
          tx.rollback()
        })
        await vouchers.save({ id, code: unusedNumber() })
      })

      expect(await office.read(({ vouchers }) => vouchers.findById(id))).toMatchObject({
        version: 1,
      })
    })
  })
}
