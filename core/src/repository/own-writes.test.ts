/** A unit reads its own writes, and loses no one else's. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineEntity, entitySchema } from '../entity/index.ts'
import { systemPlatform, IDGenerator } from '../primitives/index.ts'
import { field } from '../schema/index.ts'
import { memoryDatabase, type QueryOptions, type Row, UnitOfWork } from './index.ts'

const definition = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: { weight: field.integer(), town: field.oneOf(['Bergen', 'Oslo'], { optional: true }) },
})
const schema = entitySchema(definition, { namespace: 'post' })
const scope = { organizationId: 'org_a', actorId: null, correlationId: 'c', causedBy: null }

type Step =
  | { readonly do: 'create'; readonly weight: number; readonly town: string | null }
  | { readonly do: 'change'; readonly which: number; readonly weight: number }
  | { readonly do: 'delete' | 'restore'; readonly which: number }

const weight = fc.integer({ min: 0, max: 5 })
const which = fc.nat(8)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('create' as const),
    weight,
    town: fc.constantFrom('Bergen', 'Oslo', null),
  }),
  fc.record({ do: fc.constant('change' as const), which, weight }),
  fc.record({ do: fc.constantFrom('delete' as const, 'restore' as const), which }),
)
const anySteps = fc.array(anyStep, { maxLength: 12 })
const anyOptions: fc.Arbitrary<QueryOptions> = fc.record({
  limit: fc.integer({ min: 1, max: 6 }),
  page: fc.integer({ min: 1, max: 3 }),
  total: fc.constant('exact' as const),
  withDeleted: fc.boolean(),
  sort: fc.constantFrom(
    [],
    [{ field: 'weight', direction: 'desc' as const }],
    [{ field: 'town' }, { field: 'weight' }],
  ),
})

test('a unit reads its own writes as everybody reads them after the commit', async () => {
  await fc.assert(
    fc.asyncProperty(
      anySteps,
      anySteps,
      anyOptions,
      weight,
      async (before, inside, options, limit) => {
        const world = newWorld()
        await world.commit(before)
        const filter = { weight: { lte: limit } }

        const unit = world.open()
        await take(world, unit, inside)
        const seen = await world.repository(unit).findMany(filter, options)
        await world.close(unit)

        expect(seen).toEqual(await world.repository(world.open()).findMany(filter, options))
      },
    ),
    { numRuns: 300 },
  )
})

test('the pages of a list hold each record once, whatever the ties and nulls', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, anyOptions, async (before, { sort = [], limit = 1 }) => {
      const world = newWorld()
      await world.commit(before)
      const all = await world.repository(world.open()).findAll()

      const ids: string[] = []
      let after: string | null = null
      do {
        const page = await world
          .repository(world.open())
          .findMany({}, { sort, limit, ...(after ? { after } : {}) })
        ids.push(...page.data.map(({ id }) => id))
        after = page.nextCursor
      } while (after)

      expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    }),
    { numRuns: 300 },
  )
})

test('what a nested part wrote is dropped when it fails, and only that', async () => {
  const world = newWorld()
  const unit = world.open()
  const repository = world.repository(unit)
  await repository.save({ weight: 1 })

  const nested = repository.transaction(async () => {
    await repository.save({ weight: 2 })
    throw new Error('no room')
  })

  await expect(nested).rejects.toThrow('no room')
  await world.close(unit)
  const stored = await world.repository(world.open()).findAll()
  expect(stored).toMatchObject([{ weight: 1 }])
})

test('a save that comes after its command has ended is refused', async () => {
  const world = newWorld()
  const unit = world.open()
  await world.close(unit)

  const late = world.repository(unit).save({ weight: 1 })

  await expect(late).rejects.toMatchObject({ code: 'unit.ended' })
})

test('two units that change the same record: the second is stale', async () => {
  const world = newWorld()
  await world.commit([{ do: 'create', weight: 1, town: null }])
  const [first, second] = [world.open(), world.open()]
  await take(world, first, [{ do: 'change', which: 0, weight: 2 }])
  await take(world, second, [{ do: 'change', which: 0, weight: 3 }])

  await world.close(first)

  await expect(world.close(second)).rejects.toMatchObject({ code: 'entity.stale' })
})

test('a record that was only read and relied on must still be as it was', async () => {
  const world = newWorld()
  await world.commit([{ do: 'create', weight: 1, town: null }])
  const [row] = await world.repository(world.open()).findAll()
  const relying = world.open()
  await world.repository(relying).findById(row?.id ?? '')
  await world.repository(relying).save({ weight: 9 })

  await world.commit([{ do: 'change', which: 0, weight: 2 }])

  await expect(world.close(relying)).rejects.toMatchObject({ code: 'entity.stale' })
})

type World = ReturnType<typeof newWorld>

function newWorld() {
  const database = memoryDatabase()
  const platform = systemPlatform()
  const tools = { ...platform, ids: new IDGenerator(platform.clock, platform.random) }
  const open = () => new UnitOfWork(scope)
  const repository = (unit: UnitOfWork) => database.repository(schema, unit, tools)
  const close = (unit: UnitOfWork) => database.flush(unit.seal())
  const commit = async (steps: readonly Step[]) => {
    const unit = open()
    await take({ repository }, unit, steps)
    await close(unit)
  }
  return { open, repository, close, commit }
}

async function take(
  { repository }: Pick<World, 'repository'>,
  unit: UnitOfWork,
  steps: readonly Step[],
): Promise<void> {
  const records = repository(unit)
  const known: Row[] = [...(await records.findMany({}, { withDeleted: true })).data]
  for (const step of steps) {
    const at = 'which' in step ? step.which % Math.max(known.length, 1) : known.length
    const row = known[at]
    if (step.do === 'create')
      known.push(await records.save({ weight: step.weight, town: step.town }))
    else if (row) known[at] = await change(records, row, step)
  }
}

async function change(
  records: ReturnType<World['repository']>,
  row: Row,
  step: Exclude<Step, { readonly do: 'create' }>,
): Promise<Row> {
  if (step.do === 'restore') return records.restore(row.id)
  if (row.deletedAt !== null) return row
  if (step.do === 'change') return records.save({ ...row, weight: step.weight })

  await records.delete(row.id)
  const page = await records.findMany({}, { withDeleted: true })
  return page.data.find(({ id }) => id === row.id) ?? row
}
