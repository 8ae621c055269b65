/** What no start does by itself, and how it says so. */
import { CoreError, type EntitySchema, type Field, field } from '@plinth/core'
import { expect, test } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { migrate } from '../migrate.ts'
import { columnsOf, entityIn, put } from './shop.contract.ts'

/** Adds the tests. */
export function describeRefusals(driver: () => SqlDriver): void {
  describeEverything(driver)
  describeOthers(driver)
}

function describeEverything(driver: () => SqlDriver): void {
  test('everything that is not additive is refused at once, and nothing is half applied', async () => {
    const target = entityIn('refused.Target', {})
    const forgotten = entityIn('refused.Forgotten', {})
    await migrate(driver(), [
      target,
      forgotten,
      entityIn('refused.Thing', {
        note: field.string({ optional: true }),
        total: field.number({ optional: true }),
        kind: field.oneOf(['a', 'b']),
        code: field.string({ optional: true, maxLength: 9 }),
        goalId: field.string({ optional: true }),
      }),
    ])
    await put(driver(), 'refused.forgottens', { id: 'forgotten_1' })
    await put(driver(), 'refused.things', {
      id: 'thing_1',
      kind: 'b',
      code: 'X',
      goal_id: 'target_9',
    })
    await put(driver(), 'refused.things', { id: 'thing_2', kind: 'b', code: 'X' })

    const refusals = await refusalsOf(driver(), [
      target,
      entityIn('refused.Thing', {
        total: field.money({ optional: true }),
        kind: field.oneOf(['a']),
        code: field.string({ unique: true, optional: true, maxLength: 9 }),
        goalId: field.ref('Target'),
        size: field.integer(),
        extra: field.string({ optional: true }),
      }),
    ])

    expect(refusals).toEqual([
      'refused.things.note is stored and no longer declared, and its values would be lost; declare the field again, or name it as "was" of the field that takes its place',
      'refused.things.total is stored and no longer declared, and its values would be lost; declare the field again, or name it as "was" of the field that takes its place',
      'refused.things.goal_id is required now, and some records have no value in it; give them one, or leave it optional',
      'refused.things.size is required, and the records that are there have no value for it; give it a default, or make it optional',
      'refused.things.kind may not hold b any more, and some records do; keep the values, or change those records first',
      'refused.things: code shall be unique in an organization, and some active records hold the same; change those records first',
      'refused.things.goal_id shall refer to refused.targets, and some records refer to what is not there; change those records first',
      'refused.forgottens holds records of no declared entity; declare the entity again (or the "plural" it had), or move the records and drop the table',
    ])
    expect(await columnsOf(driver(), 'refused.things')).not.toContain('extra')
  })
}

function describeOthers(driver: () => SqlDriver): void {
  test('a change of type is refused, with what is stored and what is declared', async () => {
    const of = (size: Field) => entityIn('retyped.Thing', { size })
    await migrate(driver(), [of(field.integer())])

    expect(await refusalsOf(driver(), [of(field.string())])).toEqual([
      'retyped.things.size is stored as bigint and declared as text collate "C"; declare a field with another key, and move the values',
    ])
  })

  test('what no table can be made of is refused before the database is asked', async () => {
    const refusals = await refusalsOf(driver(), [
      entityIn('clash.Thing', { total: field.money(), totalAmount: field.integer() }),
      entityIn('clash.Other', { ext: field.string() }, { plural: 'things' }),
      entityIn('plinth.Log', {}),
      entityIn('lists.Thing', { tagIds: field.refs('Log', { unique: true }) }),
    ])

    expect(refusals).toEqual([
      'module "plinth" takes a name that the database has for itself; choose another id',
      'Other and Thing would share the table "clash"."things"; give one another "plural"',
      'Thing.totalAmount would share the column total_amount with total; give the field another key',
      'Other.ext would share the column ext with custom fields; give the field another key',
      'Thing.tagIds is of type ref[], which cannot be unique; take "unique" away',
    ])
  })

  test('a schema that belongs to someone else is left alone', async () => {
    await driver().transact({ role: 'login' }, [{ text: 'create schema foreigners' }])

    const [refusal] = await refusalsOf(driver(), [entityIn('foreigners.Thing', {})])

    expect(refusal).toMatch(/^schema foreigners belongs to .+ and not to .+_owner; rename it/)
  })
}

async function refusalsOf(
  driver: SqlDriver,
  entities: readonly EntitySchema[],
): Promise<readonly string[]> {
  const error: unknown = await migrate(driver, entities).catch((thrown: unknown) => thrown)
  if (!(error instanceof CoreError)) throw error
  expect(error.code).toBe('migration.refused')
  return error.message.split('\n  ').slice(1)
}
