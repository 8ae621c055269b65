/** The law of the buffer: what a unit reads is what everybody reads once it has committed. */
import type { BaseRepository, Row } from '@plinth/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../../repository/repository-ground.ts'
import { carrierOn, type Yard } from './fleet.ts'

/** Adds the tests. */
export function describeOwnReads(database: () => RepositoryGround): void {
  describe('a unit reads its own writes', () => {
    test('as everybody reads them after the commit: filters, includes, counts, computed fields', async () => {
      await fc.assert(
        fc.asyncProperty(anySteps, anySteps, async (before, inside) => {
          const carrier = carrierOn(database())
          await carrier.change((yard) => take(yard, before))
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
type Place = 'depots' | 'drivers' | 'trips'

interface Step {
  readonly at: Place
  readonly do: 'create' | 'change' | 'delete' | 'restore'
  /** Which of the records that there are. */
  readonly which: number
  /** Which of the records that a ref may name. */
  readonly other: number
  readonly km: number
}

const anySteps = fc.array(
  fc.record<Step>({
    at: fc.constantFrom('depots', 'drivers', 'trips'),
    do: fc.constantFrom('create', 'create', 'change', 'delete', 'restore'),
    which: fc.nat(5),
    other: fc.nat(5),
    km: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 9 },
)

async function take(yard: Yard, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await takeOne(yard, step)
}

async function takeOne(yard: Yard, step: Step): Promise<void> {
  const repository = yard[step.at]
  const known = await allOf(repository)
  const row = known[step.which % Math.max(known.length, 1)]
  if (step.do === 'create') await repository.save(await valuesFor(yard, step, known.length))
  else if (row && step.do === 'restore') await repository.restore(row.id)
  else if (row?.deletedAt !== null) return
  else if (step.do === 'delete') await repository.delete(row.id)
  else await repository.save({ ...row, ...(await alterations(yard, step)) })
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
  const trips = await yard.trips.findAll()
  return {
    km,
    driverId: drivers[other % Math.max(drivers.length, 1)]?.id ?? null,
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

async function everything({ trips }: Yard): Promise<unknown> {
  const include = ['driverId.depotCode', 'beforeId', 'stopIds']
  const pages = []
  for (const filter of filters) {
    const page = await trips.findMany(filter, { limit: 3, total: 'exact', include })
    pages.push(page, await trips.count(filter), await trips.exists(filter))
  }
  return [pages, await trips.findAll({}, { include, withDeleted: true })]
}

function allOf(repository: BaseRepository): Promise<readonly Row[]> {
  return repository.findAll({}, { withDeleted: true })
}
