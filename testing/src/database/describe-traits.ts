/** Entities that keep no deleted records, no timestamps, or merge changes of outdated versions. */
import type { Database } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Office, officeOn, present, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeTraits(database: () => Database): void {
  describe('traits', () => {
    let office: Office
    beforeEach(() => {
      office = officeOn(database())
    })

    describeRemoval(database, () => office)
    describeReferences(() => office)
    describeTimestamps(() => office)
    describeMerging(database, () => office)
  })
}

function describeRemoval(database: () => Database, office: () => Office): void {
  test('without soft deletion a deleted record is removed, and its history tells so', async () => {
    const { id } = await office().change(({ vouchers }) => vouchers.save({ code: unusedNumber() }))

    await office().change(({ vouchers }) => vouchers.delete(id))

    const { vouchers } = await office().read(async (desk) => desk)
    expect(await vouchers.findById(id)).toBeNull()
    expect((await vouchers.findMany({}, { withDeleted: true })).data).toEqual([])
    expect(await office().history(id)).toMatchObject([
      { type: 'shop.voucher.created', version: 1 },
      { type: 'shop.voucher.deleted', version: 2, payload: {} },
    ])
  })

  test('what was removed cannot be restored', async () => {
    const { id } = await office().change(({ vouchers }) => vouchers.save({ code: unusedNumber() }))
    await office().change(({ vouchers }) => vouchers.delete(id))

    const later = office().change(({ vouchers }) => vouchers.restore(id))
    await expect(later).rejects.toMatchObject({ code: 'entity.not-found' })

    const at = office().change(async ({ vouchers }) => {
      const other = await vouchers.save({ code: unusedNumber() })
      await vouchers.delete(other.id)
      return vouchers.restore(other.id)
    })
    await expect(at).rejects.toMatchObject({ code: 'entity.not-found' })
  })

  test('a unit that removes a record sees it no more, even among the deleted', async () => {
    const [one, two] = await office().change(({ vouchers }) =>
      vouchers.saveBatch([{ code: unusedNumber() }, { code: unusedNumber() }]),
    )

    const seen = await office().change(async ({ vouchers }) => {
      await vouchers.delete(one?.id ?? '')
      const { data, total } = await vouchers.findMany({}, { withDeleted: true, total: 'exact' })
      return { data, total, found: await vouchers.findById(one?.id ?? '') }
    })

    expect(seen).toEqual({ data: [two], total: 1, found: null })
  })

  test('what a unit both creates and removes leaves its events alone', async () => {
    const id = await office().change(async ({ vouchers }) => {
      const voucher = await vouchers.save({ code: unusedNumber() })
      await vouchers.delete(voucher.id)
      return voucher.id
    })

    expect(await office().read(({ vouchers }) => vouchers.findById(id))).toBeNull()
    expect((await office().history(id)).map(({ version }) => version)).toEqual([1, 2])
  })

  test('a removed record leaves its unique value to others, in the same unit too', async () => {
    const code = unusedNumber()
    const first = await office().change(({ vouchers }) => vouchers.save({ code }))

    await office().change(async ({ vouchers }) => {
      await vouchers.save({ code })
      await vouchers.delete(first.id)
    })

    expect(await office().read(({ vouchers }) => vouchers.count({ code }))).toBe(1)
  })

  test('removing an outdated version is stale', async () => {
    const voucher = await office().change(({ vouchers }) => vouchers.save({ code: unusedNumber() }))
    const unit = await office().prepare(({ vouchers }) => vouchers.delete(voucher.id))
    await office().change(({ vouchers }) => vouchers.save({ ...voucher, code: unusedNumber() }))

    const flush = database().flush(unit.seal())

    await expect(flush).rejects.toMatchObject({
      code: 'entity.stale',
      facts: { entity: 'Voucher', id: voucher.id, expected: 1, actual: 2 },
    })
  })

  test('many are removed, changed and relied on in one unit', async () => {
    const codes = () => ({ code: unusedNumber() })
    const [a, b, c, d] = await office().change(({ vouchers }) =>
      vouchers.saveBatch([codes(), codes(), codes(), codes()]),
    )

    await office().change(async ({ vouchers }) => {
      await vouchers.findById(d?.id ?? '')
      await vouchers.delete(a?.id ?? '')
      await vouchers.delete(b?.id ?? '')
      await vouchers.save({ ...c, code: a?.['code'] })
    })

    const left = await office().read(({ vouchers }) => vouchers.findAll())
    expect(left.map(({ id, code }) => [id, code])).toEqual([
      [c?.id, a?.['code']],
      [d?.id, d?.['code']],
    ])
  })
}

function describeReferences(office: () => Office): void {
  test('a record that others refer to is not removed', async () => {
    const code = unusedNumber()
    const { id: customerId } = await office().change(({ customers }) =>
      customers.save({ name: 'Ada' }),
    )
    await office().change(({ vouchers }) => vouchers.save({ code, customerId }))

    const attempt = office().change(({ customers }) => customers.hardDelete(customerId))

    await expect(attempt).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'entity.in-use',
      facts: { entity: 'Customer', by: { entity: 'Voucher', field: 'customerId' } },
    })
    expect(await office().read(({ customers }) => customers.findById(customerId))).not.toBeNull()
  })

  test('those that refer to each other are removed together', async () => {
    const { id: customerId } = await office().change(({ customers }) =>
      customers.save({ name: 'Ada' }),
    )
    const voucher = await office().change(({ vouchers }) =>
      vouchers.save({ code: unusedNumber(), customerId }),
    )

    await office().change(async ({ customers, vouchers }) => {
      await customers.hardDelete(customerId)
      await vouchers.delete(voucher.id)
    })

    expect(await office().read(({ customers }) => customers.findById(customerId))).toBeNull()
  })
}

function describeTimestamps(office: () => Office): void {
  test('without timestamps a record says nothing of the time, and its events do', async () => {
    const code = unusedNumber()
    const saved = await office().change(({ vouchers }) => vouchers.save({ code }))
    await office().change(({ vouchers }) => vouchers.save({ ...saved, code: `${code}!` }))

    const found = await office().read(({ vouchers }) => vouchers.findById(saved.id))

    expect(found).toStrictEqual({
      id: saved.id,
      organizationId: office().organizationId,
      deletedAt: null,
      version: 2,
      code: `${code}!`,
      customerId: null,
      meta: {},
    })
    expect(await office().history(saved.id)).toMatchObject([
      { occurredAt: present },
      { occurredAt: present },
    ])
  })

  test('without timestamps nothing is sorted or filtered by them', async () => {
    const { vouchers } = await office().read(async (desk) => desk)
    const createdAt = { lte: present }

    const sorted = vouchers.findMany({}, { sort: [{ field: 'updatedAt' }] })
    await expect(sorted).rejects.toMatchObject({ code: 'validation.failed' })
    const filtered = vouchers.findMany({ createdAt })
    await expect(filtered).rejects.toMatchObject({ code: 'rule.invalid' })
    expect((await vouchers.findMany({}, { sort: [{ field: 'version' }] })).data).toEqual([])
  })
}

function describeMerging(database: () => Database, office: () => Office): void {
  test('of two changes of one version both take effect, and the last write wins what both change', async () => {
    const counter = await office().change(({ counters }) => counters.save({ label: 'a' }))

    await office().change(({ counters }) => counters.save({ ...counter, left: 1, label: 'b' }))
    await office().change(({ counters }) => counters.save({ ...counter, right: 1, label: 'c' }))

    const found = await office().read(({ counters }) => counters.findById(counter.id))
    expect(found).toMatchObject({ left: 1, right: 1, label: 'c', version: 3 })
  })

  test('a field that an outdated change leaves alone keeps what others gave it', async () => {
    const counter = await office().change(({ counters }) => counters.save({ left: 1 }))
    for (const left of [2, 3]) {
      const now = await office().read(({ counters }) => counters.findById(counter.id))
      await office().change(({ counters }) => counters.save({ ...now, left }))
    }

    const saved = await office().change(({ counters }) =>
      counters.save({ ...counter, meta: { by: 'late' } }),
    )

    expect(saved).toMatchObject({ left: 3, meta: { by: 'late' }, version: 4 })
  })

  test('its versions are asserted at the flush as any, and the conflict is worth another try', async () => {
    const counter = await office().change(({ counters }) => counters.save({}))
    const unit = await office().prepare(({ counters }) => counters.save({ ...counter, left: 1 }))
    await office().change(({ counters }) => counters.save({ ...counter, right: 1 }))

    const flush = database().flush(unit.seal())

    await expect(flush).rejects.toMatchObject({ code: 'entity.stale', transient: true })
  })
}
