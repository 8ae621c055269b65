/** Checks that ask what is stored: whether a record exists, whether a value is taken. */
import type { Database } from '@plinth/core/runtime'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Carrier, carrierOn } from './fleet.ts'

/** Adds the tests. */
export function describeStoredChecks(database: () => Database): void {
  describe('checks of what is stored', () => {
    let carrier: Carrier
    beforeAll(async () => {
      carrier = carrierOn(database())
      await carrier.change(async ({ depots, drivers }) => {
        const gone = await depots.save({ code: 'G' })
        await depots.saveBatch([{ code: 'N' }, { code: 'S' }])
        await drivers.saveBatch([
          { name: 'Ada', badge: '1', depotCode: 'G' },
          { name: 'Bo', badge: '2' },
        ])
        await drivers.delete((await drivers.save({ name: 'Cy', badge: '3' })).id)
        await depots.delete(gone.id)
      })
    })

    describeRefs(() => carrier)
    describeUnique(() => carrier)
  })
}

function describeRefs(carrier: () => Carrier): void {
  test('a ref to nothing, or to what is deleted, is told with the other failures', async () => {
    const { drivers, depots } = carrier().open()
    const south = await depots.findOne({ code: 'S' })
    const nowhere = 'dep_01ARZ3NDEKTSV4RRFFQ69G5FAV'

    const attempt = drivers.save({ depotCode: 'G', homeIds: [south?.id, nowhere], badge: '1' })

    const failures = [
      expect.objectContaining({ path: 'name', code: 'required' }),
      expect.objectContaining({ path: 'depotCode', code: 'ref-exists' }),
      expect.objectContaining({
        path: 'homeIds.1',
        code: 'ref-exists',
        params: { entity: 'Depot', key: 'id', value: nowhere },
      }),
      expect.objectContaining({ path: 'badge', code: 'unique', params: { value: '1' } }),
    ]
    await expect(attempt).rejects.toMatchObject({ code: 'validation.failed', failures })
  })

  test('a ref may name what the unit has staged, and not what it has deleted', async () => {
    const { depots, drivers } = carrier().open()
    const fresh = await depots.save({ code: 'F' })
    const north = await depots.findOne({ code: 'N' })
    await depots.delete(north?.id ?? '')

    const saved = await drivers.save({ name: 'Di', depotCode: 'F', homeIds: [fresh.id] })
    const attempt = drivers.save({ name: 'Ed', depotCode: 'N' })

    expect(saved).toMatchObject({ depotCode: 'F' })
    await expect(attempt).rejects.toMatchObject({ code: 'validation.failed' })
  })

  test('a record that refers to what was deleted since may change otherwise', async () => {
    const { drivers } = carrier().open()
    const ada = await drivers.findOne({ name: 'Ada' })

    const saved = await drivers.save({ ...ada, name: 'Ada Lovelace' })

    expect(saved).toMatchObject({ name: 'Ada Lovelace', depotCode: 'G' })
  })

  test('what a unit relied on by a ref must still be there when it commits', async () => {
    const late = carrier().open()
    await late.drivers.save({ name: 'Flo', depotCode: 'S' })
    await carrier().change(async ({ depots }) => {
      await depots.delete((await depots.findOne({ code: 'S' }))?.id ?? '')
    })

    await expect(carrier().commit(late)).rejects.toMatchObject({ code: 'entity.stale' })
  })
}

function describeUnique(carrier: () => Carrier): void {
  test('a value is free for its holder, and when its holder is deleted', async () => {
    const { drivers } = carrier().open()
    const bo = await drivers.findOne({ name: 'Bo' })

    const same = await drivers.save({ ...bo, name: 'Bo Diddley' })
    const freed = await drivers.save({ name: 'Gus', badge: '3' })

    expect([same['badge'], freed['badge']]).toEqual(['2', '3'])
  })

  test('two records may swap their values in one batch', async () => {
    const { drivers } = carrier().open()
    const [ada, bo] = await drivers.findAll({ badge: { in: ['1', '2'] } })

    const swapped = await drivers.saveBatch([
      { ...ada, badge: '2' },
      { ...bo, badge: '1' },
    ])

    expect(swapped.map(({ badge }) => badge)).toEqual(['2', '1'])
  })

  test('of two records with one value in a batch the second is refused, and none is written', async () => {
    const { unit, drivers } = carrier().open()
    const batch = [
      { name: 'Hal', badge: '9' },
      { name: 'Ida', badge: '9' },
    ]

    await expect(drivers.saveBatch(batch)).rejects.toMatchObject({
      failures: [expect.objectContaining({ path: 'badge', code: 'unique' })],
    })
    expect(unit.seal().rows).toEqual([])
  })
}
