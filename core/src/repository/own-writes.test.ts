/** A unit reads its own writes, and loses no one else's. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineEntity, entitySchema } from '../entity/index.ts'
import { systemPlatform, IDGenerator } from '../primitives/index.ts'
import { field } from '../schema/index.ts'
import {
  memoryDatabase,
  type QueryOptions,
  repositoryTools,
  type Row,
  UnitOfWork,
} from './index.ts'

const fields = {
  weight: field.integer(),
  town: field.oneOf(['Bergen', 'Oslo'], { optional: true }),
} as const
const post = { namespace: 'post' }
const parcels = entitySchema(defineEntity({ name: 'Parcel', idPrefix: 'par_', fields }), post)
/** What is deleted of it is gone. */
const slips = entitySchema(
  defineEntity({ name: 'Slip', idPrefix: 'sli_', fields, softDelete: false }),
  post,
)
const scope = { organizationId: 'org_a', actorId: null, correlationId: 'c', causedBy: null }

type Step =
  | { readonly do: 'create'; readonly weight: number; readonly town: string | null }
  | { readonly do: 'change'; readonly which: number; readonly weight: number }
  | { readonly do: 'delete' | 'erase' | 'restore'; readonly which: number }

const weight = fc.integer({ min: 0, max: 5 })
const which = fc.nat(20)
const creation = fc.record({
  do: fc.constant('create' as const),
  weight,
  town: fc.constantFrom('Bergen', 'Oslo', null),
})
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: creation },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), which, weight }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('delete' as const, 'erase' as const), which }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), which }) },
)
const anySchema = fc.constantFrom(parcels, slips)
/** Enough for several pages, whatever the unit then takes away. */
const anyStock = fc.array(creation, { minLength: 8, maxLength: 14 })
const anySteps = fc.array(anyStep, { maxLength: 8 })
const anyOptions: fc.Arbitrary<QueryOptions> = fc.record({
  limit: fc.integer({ min: 1, max: 6 }),
  withDeleted: fc.boolean(),
  sort: fc.constantFrom(
    [],
    [{ field: 'weight', direction: 'desc' as const }],
    [{ field: 'town' }, { field: 'weight' }],
  ),
})
const anyPage = fc.integer({ min: 1, max: 3 })

/** What a unit does over what is stored, and how somebody then looks at it. */
const anyScene = fc.record({
  schema: anySchema,
  stock: anyStock,
  before: anySteps,
  inside: anySteps,
  options: anyOptions,
  least: weight,
})

test('a unit reads its own writes as everybody reads them after the commit', async () => {
  await fc.assert(
    fc.asyncProperty(anyScene, anyPage, async (scene, page) => {
      const options: QueryOptions = { ...scene.options, page, total: 'exact' }
      const { seen, stored } = await looksOf(scene, async (records, filter) => ({
        page: await records.findMany(filter, options),
        capped: (await records.findMany(filter, { ...options, total: 'capped' })).total,
        count: await records.count(filter, options),
      }))

      expect(seen).toEqual(stored)
    }),
    { numRuns: 300 },
  )
})

test('a unit goes from page to page as everybody does after the commit', async () => {
  await fc.assert(
    fc.asyncProperty(anyScene, async (scene) => {
      const { seen, stored } = await looksOf(scene, (records, filter) =>
        pagesOf(records, filter, scene.options),
      )

      expect(seen).toEqual(stored)
      expect(seen.slice(0, -1).every(({ length }) => length === scene.options.limit)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('the pages of a list hold each record once, whatever the ties and nulls', async () => {
  await fc.assert(
    fc.asyncProperty(anyStock, anySteps, anyOptions, async (stock, before, options) => {
      const world = newWorld()
      await world.commit([...stock, ...before])
      const records = world.repository(world.open())
      const all = await records.findAll({}, options)

      const pages = await pagesOf(records, {}, options)

      const ids = pages.flat().map(({ id }) => id)
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
type Records = ReturnType<World['repository']>
type Scene = typeof anyScene extends fc.Arbitrary<infer S> ? S : never

/** What a look sees from inside of a unit that has written, and from outside once it has committed. */
async function looksOf<Look>(
  { schema, stock, before, inside, least }: Scene,
  look: (records: Records, filter: Readonly<Record<string, object>>) => Promise<Look>,
): Promise<{ readonly seen: Look; readonly stored: Look }> {
  const world = newWorld(schema)
  await world.commit([...stock, ...before])
  const filter = { weight: { gte: least } }

  const unit = world.open()
  await take(world, unit, inside)
  const seen = await look(world.repository(unit), filter)
  await world.close(unit)

  return { seen, stored: await look(world.repository(world.open()), filter) }
}

async function pagesOf(
  records: Records,
  filter: Readonly<Record<string, object>>,
  options: QueryOptions,
): Promise<readonly (readonly Row[])[]> {
  const pages: (readonly Row[])[] = []
  let after: string | null = null
  do {
    const page = await records.findMany(filter, { ...options, ...(after ? { after } : {}) })
    pages.push(page.data)
    after = page.nextCursor
  } while (after)
  return pages
}

function newWorld(schema = parcels) {
  const database = memoryDatabase()
  const platform = systemPlatform()
  const ids = new IDGenerator(platform.clock, platform.random)
  const tools = repositoryTools(database, { ...platform, ids })
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
  const known = [...(await records.findAll({}, { withDeleted: true }))]
  for (const step of steps) {
    if (step.do === 'create') {
      known.push(await records.save({ weight: step.weight, town: step.town }))
      continue
    }
    const at = step.which % Math.max(known.length, 1)
    const row = known[at]
    if (!row) continue
    const left = await change(records, row, step)
    known.splice(at, 1, ...(left ? [left] : []))
  }
}

/** Takes a step, and answers what is left of the record. */
async function change(
  records: Records,
  row: Row,
  step: Exclude<Step, { readonly do: 'create' }>,
): Promise<Row | null> {
  if (step.do === 'restore') return records.restore(row.id)
  if (step.do === 'erase') await records.hardDelete(row.id)
  else if (row.deletedAt !== null) return row
  else if (step.do === 'change') return records.save({ ...row, weight: step.weight })
  else await records.delete(row.id)
  return records.findById(row.id, { withDeleted: true })
}
