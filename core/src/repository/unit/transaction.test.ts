/** A nested unit is kept or dropped as a whole. */
import { expect, test } from 'vitest'
import { defineEntity, entitySchema } from '../../entity/index.ts'
import { systemPlatform } from '../../primitives/index.ts'
import { field } from '../../schema/index.ts'
import { memoryDatabase, repositoryTools, type Transaction, UnitOfWork } from '../index.ts'

const place = { namespace: 'post' }
const parcelSchema = entitySchema(
  defineEntity({ name: 'Parcel', idPrefix: 'par_', fields: { weight: field.integer() } }),
  place,
)
const noteSchema = entitySchema(
  defineEntity({ name: 'Note', idPrefix: 'not_', fields: { text: field.string() } }),
  place,
)

test('what is rolled back is dropped, of every entity, and the answer stays', async () => {
  const { parcels, notes, unit } = desk()
  await parcels.save({ weight: 1 })

  const answer = await parcels.transaction(async (tx) => {
    await parcels.save({ weight: 2 })
    tx.rollback()
    await notes.save({ text: 'too heavy' })
    return 'too heavy'
  })

  expect(answer).toBe('too heavy')
  const { rows, events } = unit.seal()
  expect(rows.map(({ row }) => row)).toMatchObject([{ weight: 1 }])
  expect(events.map(({ type }) => type)).toEqual(['post.parcel.created'])
})

test('what is not rolled back is kept', async () => {
  const { parcels, unit } = desk()

  await parcels.transaction(() => parcels.save({ weight: 2 }))

  expect(unit.seal().rows).toHaveLength(1)
})

test('of one within another the inner one is dropped alone, and with the outer one', async () => {
  const { parcels, unit } = desk()

  await parcels.transaction(async () => {
    await parcels.save({ weight: 1 })
    await parcels.transaction(async (inner) => {
      await parcels.save({ weight: 2 })
      inner.rollback()
    })
  })
  await parcels.transaction(async (outer) => {
    await parcels.transaction(() => parcels.save({ weight: 3 }))
    outer.rollback()
  })

  expect(unit.seal().rows.map(({ row }) => row['weight'])).toEqual([1])
})

test('once its work has ended a transaction cannot be rolled back', async () => {
  const { parcels, unit } = desk()
  let kept: Transaction | undefined
  await parcels.transaction(async (tx) => {
    kept = tx
    await parcels.save({ weight: 1 })
  })

  expect(() => kept?.rollback()).toThrow(
    expect.objectContaining({ name: 'BusinessError', code: 'unit.ended' }),
  )
  expect(unit.seal().rows).toHaveLength(1)
})

function desk() {
  const scope = { organizationId: 'org_a', actorId: null, correlationId: 'c', causedBy: null }
  const database = memoryDatabase()
  const tools = repositoryTools(database, systemPlatform())
  const unit = new UnitOfWork(scope)
  const parcels = database.repository(parcelSchema, unit, tools)
  return { unit, parcels, notes: database.repository(noteSchema, unit, tools) }
}
