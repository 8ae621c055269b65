/** Includes, computed fields, and filters that cross refs. */
import type { Filter, Row } from '@plinth/core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../../repository/repository-ground.ts'
import { type Carrier, carrierOn, type Yard } from './fleet.ts'

/** Adds the tests. */
export function describeIncludes(database: () => RepositoryGround): void {
  describe('what stands behind refs', () => {
    let carrier: Carrier
    beforeAll(async () => {
      carrier = carrierOn(database())
      await carrier.change(stock)
    })

    describeIncluded(() => carrier)
    describeUnknown(() => carrier)
    describeComputed(() => carrier)
    describeCrossing(() => carrier)
  })
}

async function stock({ depots, drivers, trips }: Yard): Promise<void> {
  const north = await depots.save({ code: 'N', town: 'Narvik', rank: 3 })
  const south = await depots.save({ code: 'S', town: 'Sandnes', rank: 1 })
  const gone = await depots.save({ code: 'G', town: 'Gol', rank: 9 })
  const ada = await drivers.save({ name: 'Ada', depotCode: 'N' })
  const bo = await drivers.save({ name: 'Bo', depotCode: 'S' })
  const cy = await drivers.save({ name: 'Cy', depotCode: 'G' })
  const first = await trips.save({ name: 'a', km: 100, driverId: ada.id, stopIds: [north.id] })
  const second = { name: 'b', km: 10, driverId: bo.id, beforeId: first.id }
  await trips.save({ ...second, stopIds: [gone.id, south.id, north.id] })
  await trips.save({ name: 'c', km: 3, driverId: cy.id, stopIds: [] })
  await trips.save({ name: 'd', km: 5, driverId: null })
  await depots.delete(gone.id)
}

function describeIncluded(carrier: () => Carrier): void {
  test('an included record stands under the name that rules use, in as many levels as asked for', async () => {
    const { trips } = carrier().open()

    const found = await trips.findAll({}, { include: ['driverId.depotCode', 'before', 'stopIds'] })

    expect(found).toMatchObject([
      { name: 'a', driver: { name: 'Ada', depot: { town: 'Narvik' } }, before: null },
      { name: 'b', driver: { name: 'Bo', depot: { town: 'Sandnes' } }, before: { name: 'a' } },
      { name: 'c', driver: { name: 'Cy', depot: null }, before: null },
      { name: 'd', driver: null, before: null },
    ])
    const towns = found.map((trip) => codesIn(trip['stops']))
    expect(towns).toEqual(['N', 'SN', '', ''])
  })

  test('one record is read with what stands behind its refs as a list is', async () => {
    const { trips } = carrier().open()
    const options = { include: ['driverId'] }
    const first = await trips.findOne({ name: 'a' }, options)

    const again = await trips.findById(first?.id ?? '', options)

    expect(first).toMatchObject({ driver: { name: 'Ada' } })
    expect(again).toEqual(first)
    expect(await trips.findById(first?.id ?? '')).not.toHaveProperty('driver')
  })

  test('what the unit has staged is what it is shown behind a ref', async () => {
    const { drivers, trips } = carrier().open()
    const ada = await drivers.findOne({ name: 'Ada' })
    const bo = await drivers.findOne({ name: 'Bo' })
    await drivers.save({ ...ada, name: 'Ada Lovelace', depotCode: 'S' })
    await drivers.delete(bo?.id ?? '')

    const found = await trips.findAll({ km: { gte: 10 } }, { include: ['driverId.depotCode'] })

    expect(found).toMatchObject([
      { driver: { name: 'Ada Lovelace', depot: { code: 'S' } } },
      { driver: null },
    ])
  })

  test('a record that was read with others beside it is saved without them', async () => {
    const { unit, trips } = carrier().open()
    const trip = await trips.findOne({ name: 'a' }, { include: ['driverId', 'stopIds'] })

    await trips.save({ ...trip, km: 101 })

    const { rows } = unit.seal()
    expect(rows.map(({ row }) => Object.keys(row))).toEqual([
      expect.not.arrayContaining(['driver', 'stops', 'miles']),
    ])
  })
}

function describeUnknown(carrier: () => Carrier): void {
  test.each([
    ['driver.depo', 'Did you mean "depot"?'],
    ['drverId', 'Did you mean "driverId"?'],
    ['name', 'There is: driverId, driver, beforeId, before, stopIds, stops'],
    ['beforeId.beforeId.beforeId.beforeId.beforeId', 'crosses more than 4 refs'],
  ])('including %s is refused: %s', async (name, sentence) => {
    const { trips } = carrier().open()

    const attempt = trips.findMany({}, { include: [name] })

    await expect(attempt).rejects.toMatchObject({
      code: 'validation.failed',
      message: expect.stringContaining(sentence),
    })
  })
}

function describeComputed(carrier: () => Carrier): void {
  test('a computed field is there in every answer, and in no row', async () => {
    const { unit, trips } = carrier().open()

    const saved = await trips.save({ name: 'new', km: 1_000 })
    const listed = await trips.findAll({ name: 'a' })

    expect([saved, ...listed].map((trip) => trip['miles'])).toEqual([621, 62])
    expect(unit.seal().rows[0]?.row).not.toHaveProperty('miles')
  })

  test('a computed field is taken as it was read, and refused by name when it is altered', async () => {
    const { trips } = carrier().open()
    const trip = await trips.findOne({ name: 'a' })

    const changed = await trips.save({ ...trip, km: 200 })

    expect(changed['miles']).toBe(124)
    for (const given of [
      { ...changed, miles: 5 },
      { name: 'new', miles: 5 },
    ]) {
      const failures = [expect.objectContaining({ path: 'miles', code: 'computed' })]
      await expect(trips.save(given)).rejects.toMatchObject({ code: 'validation.failed', failures })
    }
  })

  test('no list is filtered or sorted by a computed field', async () => {
    const { trips } = carrier().open()

    const filtered = trips.findMany({ miles: { gt: 1 } })
    const sorted = trips.findMany({}, { sort: [{ field: 'miles' }] })

    const message = expect.stringContaining('miles, which is computed and not stored')
    await expect(filtered).rejects.toMatchObject({ code: 'rule.invalid', message })
    await expect(sorted).rejects.toMatchObject({ code: 'validation.failed', message })
  })

  test('a computed field whose function throws is told with its record', async () => {
    const { trips } = carrier().open()

    const attempt = trips.save({ name: 'new', km: -1 })

    await expect(attempt).rejects.toMatchObject({
      code: 'entity.computed-failed',
      message: expect.stringMatching(/Trip\.strict failed on trp_.*no way is shorter/),
    })
  })
}

const crossing: readonly [Filter<Row>, string][] = [
  [{ 'driver.name': 'Ada' }, 'a'],
  [{ 'driver.name': { neq: 'Ada' } }, 'bcd'],
  [{ 'driver.name': null }, 'd'],
  [{ 'driver.depot.town': { exists: true } }, 'ab'],
  [{ 'driver.depot.rank': { lt: 2 } }, 'b'],
  [{ not: { 'driver.depot.rank': { lt: 2 } } }, 'acd'],
  [{ 'before.driver.depot.code': 'N' }, 'b'],
  [{ 'stops.town': 'Narvik' }, 'ab'],
  [{ 'stops.town': { neq: 'Narvik' } }, 'cd'],
  [{ 'stops.rank': { gt: 5 } }, ''],
  [{ not: { 'stops.rank': { gte: 1 } } }, 'cd'],
  [{ 'before.stops.town': { contains: 'ar' } }, 'b'],
  [{ or: [{ 'driver.name': 'Bo' }, { km: 5 }] }, 'bd'],
  [{ and: [{ 'driver.name': { in: ['Ada', 'Bo'] } }, { 'stops.code': 'S' }] }, 'b'],
]

function describeCrossing(carrier: () => Carrier): void {
  test.each(crossing)('the filter %j finds %s', async (filter, names) => {
    const { trips } = carrier().open()

    expect(namesOf(await trips.findAll(filter))).toBe(names)
    expect(await trips.count(filter)).toBe(names.length)
    expect(await trips.exists(filter)).toBe(names !== '')
  })

  test('a filter may compare what stands behind two refs', async () => {
    const { trips } = carrier().open()
    const filter = { field: 'km', op: 'gt', value: { ref: 'driver.depot.rank' } } as const

    expect(namesOf(await trips.findAll(filter))).toBe('ab')
  })

  test('a filter sees the records that the unit has staged behind refs', async () => {
    const { depots, drivers, trips } = carrier().open()
    const north = await depots.findOne({ code: 'N' })
    const cy = await drivers.findOne({ name: 'Cy' })
    await depots.save({ ...north, town: 'Nome', rank: 0 })
    await drivers.save({ ...cy, name: 'Ada', depotCode: 'N' })

    expect(namesOf(await trips.findAll({ 'driver.depot.town': 'Nome' }))).toBe('ac')
    expect(namesOf(await trips.findAll({ 'stops.town': 'Narvik' }))).toBe('')
    expect(await trips.count({ 'driver.name': 'Ada' })).toBe(2)
    const page = await trips.findMany({ 'driver.name': 'Ada' }, { limit: 1, total: 'exact' })
    expect([namesOf(page.data), page.hasNext, page.total]).toEqual(['a', true, 2])
  })
}

function namesOf(rows: readonly Row[]): string {
  return rows.map((row) => String(row['name'])).join('')
}

function codesIn(stops: unknown): string {
  return Array.isArray(stops) ? stops.map(({ code }: { code: string }) => code).join('') : '?'
}
