/** The law of the buffer: what a unit reads is what everybody reads once it has committed. */
import { type BaseRepository, type Row, ValidationError } from '@plinth/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../../repository/repository-ground.ts'
import { carrierOn, type Yard } from './fleet.ts'

/** Adds the tests. */
export function describeOwnReads(database: () => RepositoryGround): void {
  describe('a unit reads its own writes', () => {
    test('as everybody reads them after the commit: filters, pages, includes, counts, computed fields', async () => {
      await fc.assert(
        fc.asyncProperty(anyStock, anySteps, anySteps, async (stock, before, inside) => {
          const carrier = carrierOn(database())
          await carrier.change(async (yard) => take(yard, [...stock, ...before]))
          const own = carrier.open()
          await take(own, inside)

          const seen = await everything(own)
          await carrier.commit(own)

          expect(seen).toEqual(await everything(carrier.open()))
        }),
        { numRuns: 25 },
      )
    })
  })
}

type Values = Readonly<Record<string, unknown>>
type Place = 'depots' | 'drivers' | 'trips' | 'tolls'

interface Step {
  readonly at: Place
  readonly do: 'create' | 'change' | 'delete' | 'erase' | 'restore'
  /** Which of the records that there are. */
  readonly which: number
  /** Which of the records that a ref may name. */
  readonly other: number
  readonly km: number
}

const anyOther = { which: fc.nat(20), other: fc.nat(5), km: fc.integer({ min: 0, max: 3 }) }
const anySteps = fc.array(
  fc.record<Step>({
    at: fc.constantFrom('depots', 'drivers', 'trips', 'trips', 'tolls', 'tolls'),
    do: fc.constantFrom('create', 'create', 'change', 'delete', 'delete', 'erase', 'restore'),
    ...anyOther,
  }),
  { maxLength: 9 },
)
/** Enough trips and tolls for several pages, whatever the unit then takes away. */
const anyStock = fc
  .tuple(
    creationsOf('depots', 1),
    creationsOf('drivers', 1),
    creationsOf('trips', 8),
    creationsOf('tolls', 8),
  )
  .map((creations) => creations.flat())

function creationsOf(at: Place, minLength: number): fc.Arbitrary<readonly Step[]> {
  const creation = fc.record<Step>({
    at: fc.constant(at),
    do: fc.constant('create'),
    ...anyOther,
  })
  return fc.array(creation, { minLength, maxLength: minLength + 2 })
}

async function take(yard: Yard, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await takeOne(yard, step)
}

async function takeOne(yard: Yard, step: Step): Promise<void> {
  const repository = yard[step.at]
  const known = await allOf(repository)
  const row = known[step.which % Math.max(known.length, 1)]
  if (step.do === 'create') await repository.save(await valuesFor(yard, step, known.length))
  else if (row && step.do === 'erase') await eraseUnused(yard, step.at, row)
  else if (row && step.do === 'restore') await restoreWhole(repository, row)
  else if (row?.deletedAt !== null) return
  else if (step.do === 'delete') await repository.delete(row.id)
  else await repository.save({ ...row, ...(await alterations(yard, step)) })
}

// What others refer to cannot be erased.
async function eraseUnused({ trips, tolls }: Yard, at: Place, { id }: Row): Promise<void> {
  if (at === 'tolls') await tolls.hardDelete(id)
  if (at !== 'trips') return
  const isUsed = await trips.exists({ beforeId: id }, { withDeleted: true })
  if (!isUsed) await trips.hardDelete(id)
}

// What refers to a deleted record is not restored.
async function restoreWhole(repository: BaseRepository, { id }: Row): Promise<void> {
  try {
    await repository.restore(id)
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
  }
}

async function valuesFor(yard: Yard, step: Step, count: number): Promise<Values> {
  if (step.at === 'depots') return { code: `D${count}`, town: `T${step.other}`, rank: step.km }
  return { name: `${step.at} ${count}`, ...(await alterations(yard, step)) }
}

async function alterations(yard: Yard, { at, other, km }: Step): Promise<Values> {
  if (at === 'depots') return { town: `T${other}`, rank: km }
  const depots = await yard.depots.findAll()
  const depot = depots[other % Math.max(depots.length, 1)]
  if (at === 'drivers') return { depotCode: depot?.['code'] ?? null }

  const drivers = await yard.drivers.findAll()
  const driverId = drivers[other % Math.max(drivers.length, 1)]?.id ?? null
  if (at === 'tolls') return { km, driverId }

  const trips = await yard.trips.findAll()
  return {
    km,
    driverId,
    beforeId: trips[other % Math.max(trips.length, 1)]?.id ?? null,
    stopIds: depots.slice(0, other).map(({ id }) => id),
  }
}

const filters = [
  { 'driver.depot.rank': { gt: 1 } },
  { not: { 'driver.depot.town': 'T1' } },
  { 'stops.rank': { gte: 2 } },
  { 'before.driver.name': { neq: 'drivers 0' } },
  { or: [{ 'before.km': 1 }, { km: { lt: 2 } }] },
]

async function everything({ trips, tolls }: Yard): Promise<unknown> {
  const include = ['driverId.depotCode', 'beforeId', 'stopIds']
  const crossed = []
  for (const filter of filters) {
    const page = await trips.findMany(filter, { limit: 3, total: 'exact', include })
    crossed.push(page, await trips.count(filter), await trips.exists(filter))
  }
  const all = await trips.findAll({}, { include, withDeleted: true })
  return [crossed, all, await pagesOf(trips), await pagesOf(tolls)]
}

/** A list from page to page, by cursors and by numbers, with and without what is deleted. */
async function pagesOf(repository: BaseRepository): Promise<unknown> {
  const sort = [{ field: 'km', direction: 'desc' as const }]
  const pages = []
  for (const withDeleted of [false, true]) {
    let after: string | null = null
    do {
      const place = after === null ? {} : { after }
      const page = await repository.findMany({}, { sort, limit: 3, withDeleted, ...place })
      pages.push(page)
      after = page.nextCursor
    } while (after !== null)
    pages.push(await repository.findMany({}, { limit: 4, page: 2, withDeleted, total: 'exact' }))
  }
  return pages
}

function allOf(repository: BaseRepository): Promise<readonly Row[]> {
  return repository.findAll({}, { withDeleted: true })
}
