/** A unit takes back just what one of its parts did, and knows what it relies on. */
import { expect, test } from 'vitest'
import { defineEntity, entitySchema } from '../../entity/index.ts'
import { systemPlatform } from '../../primitives/index.ts'
import { field } from '../../schema/index.ts'
import { memoryDatabase, repositoryTools, type Row, UnitOfWork } from '../index.ts'

const definition = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: { weight: field.integer() },
})
const schema = entitySchema(definition, { namespace: 'post' })
const scope = { organizationId: 'org_a', actorId: null, correlationId: 'c', causedBy: null }

test('what a dropped part did is gone, and what was done beside it stays', async () => {
  const { unit, save } = newUnit()
  const part = unit.part()

  await save(part, { weight: 1 })
  await save(unit, { weight: 2 })
  part.drop()

  const { rows, events } = unit.seal()
  expect(rows.map(({ row }) => row['weight'])).toEqual([2])
  expect(events.map(({ payload }) => payload)).toMatchObject([{ weight: 2 }])
})

test('what a joined part did goes with the part around it', async () => {
  const { unit, save } = newUnit()
  const outer = unit.part()
  const inner = outer.part()

  await save(inner, { weight: 1 })
  inner.join()
  outer.drop()

  expect(unit.isEmpty).toBe(true)
})

test('a part whose record others have changed since cannot be taken back: the unit commits nothing', async () => {
  const { unit, save } = newUnit()
  const part = unit.part()
  const created = await save(part, { weight: 1 })

  await save(unit, { ...created, weight: 2 })
  part.drop()

  expect(() => unit.seal()).toThrow(`others had built on its Parcel ${created.id}`)
})

test('nothing can be staged in a part that has ended, nor in a part of a unit that has', async () => {
  const { unit, save } = newUnit()
  const joined = unit.part()
  const open = unit.part()

  joined.join()
  unit.end()

  await expect(save(joined, { weight: 1 })).rejects.toMatchObject({ code: 'unit.ended' })
  await expect(save(open, { weight: 1 })).rejects.toMatchObject({ code: 'unit.ended' })
})

test('a reader sees what the unit has staged, and writes nothing', async () => {
  const { unit, save, repository } = newUnit()
  const { id } = await save(unit, { weight: 1 })
  const reader = unit.reader()

  const seen = await repository(reader).findById(id)

  expect(seen).toMatchObject({ weight: 1 })
  await expect(save(reader, { weight: 2 })).rejects.toMatchObject({ code: 'unit.read-only' })
})

test('what a reader has read one by one is relied on, as if the unit had read it', async () => {
  const { unit, stored, repository } = newUnit()
  const { id } = await stored({ weight: 1 })

  await repository(unit.reader()).findById(id)

  expect(unit.seal().witnesses).toMatchObject([{ id, version: 1 }])
})

test('a change that was taken back leaves the version behind that was read', async () => {
  const { unit, stored, repository } = newUnit()
  const { id } = await stored({ weight: 1 })
  const records = repository(unit)

  await records.rehearse(async () => {
    await records.save({ ...(await records.findByIdOrFail(id)), weight: 2 })
    await records.findById(id)
  })

  expect(await records.findById(id)).toMatchObject({ weight: 1 })
  expect(unit.seal()).toMatchObject({ rows: [], witnesses: [{ id, version: 1 }] })
})

test('a new record that was taken back is relied on by nobody', async () => {
  const { unit, repository } = newUnit()
  const records = repository(unit)

  await records.rehearse(async () => {
    const { id } = await records.save({ weight: 2 })
    await records.findById(id)
  })

  expect(unit.seal()).toMatchObject({ rows: [], witnesses: [] })
})

test('a batch with a record that is refused stages none of them', async () => {
  const { unit, repository } = newUnit()

  const saving = repository(unit).saveBatch([{ weight: 1 }, { weight: 'heavy' }])

  await expect(saving).rejects.toMatchObject({ code: 'validation.failed' })
  expect(unit.isEmpty).toBe(true)
})

test('a unit that sees a record in a second version is overtaken', async () => {
  const { unit, stored, repository } = newUnit()
  const first = await stored({ weight: 1 })
  await repository(unit).findById(first.id)
  const before = unit.isOvertaken

  await stored({ ...first, weight: 2 })
  await repository(unit).findMany()

  expect([before, unit.isOvertaken]).toEqual([false, true])
})

test('a record that two lists showed can be changed as the second one showed it', async () => {
  const { unit, stored, repository } = newUnit()
  const first = await stored({ weight: 1 })
  await repository(unit).findMany()
  await stored({ ...first, weight: 2 })
  const { data } = await repository(unit).findMany()

  await repository(unit).saveBatch(data.map((row) => ({ ...row, weight: 3 })))

  expect(unit.seal().rows).toMatchObject([{ expected: 2, row: { version: 3, weight: 3 } }])
})

test('of two reads at once the first is relied on, as somebody may have decided by it', async () => {
  const { unit } = newUnit()
  const row: Row = { ...scope, id: 'par_1', version: 1, ...dates, meta: {} }

  unit.witness(schema, row)
  unit.witness(schema, { ...row, version: 2 })

  expect(unit.seal().witnesses).toMatchObject([{ version: 1 }])
})

const dates = { createdAt: 0, updatedAt: 0, deletedAt: null }

function newUnit() {
  const database = memoryDatabase()
  const tools = repositoryTools(database, systemPlatform())
  const repository = (unit: UnitOfWork) => database.repository(schema, unit, tools)
  const save = (unit: UnitOfWork, values: Readonly<Record<string, unknown>>) =>
    repository(unit).save(values)
  const stored = async (values: Readonly<Record<string, unknown>>) => {
    const own = new UnitOfWork(scope)
    const row = await save(own, values)
    await database.flush(own.seal())
    return row
  }
  return { unit: new UnitOfWork(scope), repository, save, stored }
}
