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
    describeRestored(() => carrier)
    describeHooked(() => carrier)
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

function describeRestored(carrier: () => Carrier): void {
  test('a record is not restored while another one has its value, nor when what it names is gone', async () => {
    const { drivers, depots } = carrier().open()
    const depot = await depots.save({ code: 'R' })
    const jo = await drivers.save({ name: 'Jo', badge: '20', depotCode: 'R', homeIds: [depot.id] })
    await drivers.delete(jo.id)
    const heir = await drivers.save({ name: 'Kim', badge: '20' })
    await depots.delete(depot.id)

    await expect(drivers.restore(jo.id)).rejects.toMatchObject({
      code: 'validation.failed',
      failures: [
        expect.objectContaining({ path: 'depotCode', code: 'ref-exists' }),
        expect.objectContaining({ path: 'homeIds.0', code: 'ref-exists' }),
        expect.objectContaining({ path: 'badge', code: 'unique' }),
      ],
    })

    await depots.restore(depot.id)
    await drivers.save({ ...heir, badge: '21' })
    expect(await drivers.restore(jo.id)).toMatchObject({ badge: '20', deletedAt: null })
  })
}

function describeHooked(carrier: () => Carrier): void {
  test('what a hook puts into a record is asked of the store as well', async () => {
    const { drivers } = carrier().open()
    const lee = await drivers.save({ name: 'Lee', badge: '30' })

    const taken = drivers.save({ name: 'temp 30', badge: '31' })
    await expect(taken).rejects.toMatchObject({
      failures: [expect.objectContaining({ path: 'badge', code: 'unique' })],
    })

    const nowhere = drivers.save({ ...lee, name: 'guest of nowhere' })
    await expect(nowhere).rejects.toMatchObject({
      failures: [expect.objectContaining({ path: 'depotCode', code: 'ref-exists' })],
    })
  })

  test('a hook may give a record the value that it has, and one that nobody has', async () => {
    const { drivers } = carrier().open()
    const ned = await drivers.save({ name: 'Ned', badge: '40' })

    const same = await drivers.save({ ...ned, name: 'temp 40', badge: '41' })
    const other = await drivers.save({ ...same, name: 'temp 42' })

    expect([same['badge'], other['badge']]).toEqual(['40', '42'])
  })
}
