/** What a start changes by itself. */
import { field } from '@plinth/core'
import { expect, test } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { migrate } from '../migrate.ts'
import { entityIn, forget, put, read } from './shop.contract.ts'

/** Adds the tests. */
export function describeChanges(driver: () => SqlDriver): void {
  describeAdditions(driver)
  describeIndexes(driver)
  describeRenames(driver)
  describeBounds(driver)
}

function describeAdditions(driver: () => SqlDriver): void {
  test('a new field gets a column, which is null in older records', async () => {
    await migrate(driver(), [entityIn('optional.Thing', {})])
    await put(driver(), 'optional.things', { id: 'thing_1' })

    const steps = await migrate(driver(), [
      entityIn('optional.Thing', { note: field.string({ optional: true }) }),
    ])

    expect(steps).toEqual([
      { risk: 'adds', sql: 'alter table "optional"."things" add column "note" text collate "C"' },
    ])
    expect(await read(driver(), 'select id, note from optional.things')).toEqual([
      { id: 'thing_1', note: null },
    ])
  })

  test('a new required field gives older records its default', async () => {
    await migrate(driver(), [entityIn('defaulted.Thing', {})])
    await put(driver(), 'defaulted.things', { id: 'thing_1' })

    await migrate(driver(), [
      entityIn('defaulted.Thing', {
        label: field.string({ default: "it's \\ new", maxLength: 20 }),
        count: field.integer({ default: 7 }),
        isOpen: field.boolean({ default: true }),
        at: field.date({ default: 1_700_000_000_123 }),
        fee: field.money({ default: { amount: 150, currency: 'USD' } }),
        status: field.oneOf(['new', 'old'], { default: 'new' }),
      }),
    ])

    const columns = 'label, count, is_open, at, fee_amount, fee_currency, status'
    expect(await read(driver(), `select ${columns} from defaulted.things`)).toEqual([
      {
        label: "it's \\ new",
        count: 7,
        is_open: true,
        at: 1_700_000_000_123,
        fee_amount: 150,
        fee_currency: 'USD',
        status: 'new',
      },
    ])
    await expect(put(driver(), 'defaulted.things', { id: 'thing_2' })).rejects.toMatchObject({
      condition: 'not_null_violation',
    })
  })
}

function describeIndexes(driver: () => SqlDriver): void {
  test('a field that becomes indexed gets an index, and one that is indexed no more keeps it', async () => {
    const name = { optional: true, maxLength: 50 } as const
    const plain = entityIn('indexed.Thing', { name: field.string(name) })
    const indexed = entityIn('indexed.Thing', { name: field.string({ ...name, indexed: true }) })
    await migrate(driver(), [plain])

    const steps = await migrate(driver(), [indexed])

    expect(steps.map(({ risk }) => risk)).toEqual(['adds'])
    expect(await migrate(driver(), [plain])).toEqual([])
  })

  test('an index of long texts leaves the longest out, and a unique one holds their hashes', async () => {
    const long = { optional: true, maxLength: 10_000 } as const
    const fields = {
      text: field.string({ ...long, indexed: true }),
      code: field.string({ ...long, unique: true }),
    }
    const entity = entityIn('long.Text', fields)
    await migrate(driver(), [entity])
    const noise = Array.from({ length: 6_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)),
    ).join('')

    await put(driver(), 'long.texts', { id: 'text_1', text: noise, code: noise })

    const again = put(driver(), 'long.texts', { id: 'text_2', code: noise })
    await expect(again).rejects.toMatchObject({ violation: { constraint: 'texts_code_key' } })
  })

  test('an index is made anew when its texts may be longer than before', async () => {
    const of = (maxLength: number) =>
      entityIn('grown.Thing', { name: field.string({ maxLength, indexed: true }) })
    await migrate(driver(), [of(100)])

    const steps = await migrate(driver(), [of(10_000)])

    expect(steps.map(({ sql }) => sql.split(' ').slice(0, 2).join(' '))).toEqual([
      'drop index',
      'create index',
    ])
    await forget(driver())
    expect(await migrate(driver(), [of(10_000)])).toEqual([])
  })
}

function describeRenames(driver: () => SqlDriver): void {
  test('a renamed field takes its values, its indexes and its bounds along', async () => {
    const target = entityIn('renamed.Target', {})
    const before = entityIn('renamed.Thing', {
      code: field.string({ maxLength: 20, unique: true }),
      kind: field.oneOf(['a', 'b']),
      fee: field.money(),
      targetId: field.ref('Target'),
      at: field.date({ indexed: true }),
    })
    const after = entityIn('renamed.Thing', {
      number: field.string({ maxLength: 20, unique: true, was: 'code' }),
      type: field.oneOf(['a', 'b', 'c'], { was: 'kind' }),
      price: field.money({ was: 'fee' }),
      goalId: field.ref('Target', { was: 'targetId' }),
      madeAt: field.date({ indexed: true, was: 'at' }),
    })
    await migrate(driver(), [target, before])
    await put(driver(), 'renamed.targets', { id: 'target_1' })
    const old = {
      code: 'X',
      kind: 'a',
      fee_amount: 5,
      fee_currency: 'EUR',
      target_id: 'target_1',
      at: new Date(0),
    }
    await put(driver(), 'renamed.things', { id: 'thing_1', ...old })

    const steps = await migrate(driver(), [target, after])

    expect(new Set(steps.map(({ risk }) => risk))).toEqual(new Set(['renames', 'loosens']))
    const columns = 'number, type, price_amount, price_currency, goal_id, made_at'
    const values = {
      number: 'X',
      type: 'a',
      price_amount: 5,
      price_currency: 'EUR',
      goal_id: 'target_1',
      made_at: 0,
    }
    expect(await read(driver(), `select ${columns} from renamed.things`)).toEqual([values])
    await forget(driver())
    expect(await migrate(driver(), [target, after])).toEqual([])
  })
}

function describeBounds(driver: () => SqlDriver): void {
  test('an enum may grow, and lose values that no record holds', async () => {
    const of = (...values: readonly string[]) =>
      entityIn('enum.Thing', { kind: field.oneOf(values) })
    await migrate(driver(), [of('a', 'b')])
    await put(driver(), 'enum.things', { id: 'thing_1', kind: 'a' })

    const grown = await migrate(driver(), [of('a', 'b', 'c')])
    const shrunk = await migrate(driver(), [of('a', 'c')])

    expect(grown.map(({ risk }) => risk)).toEqual(['loosens', 'loosens'])
    expect(shrunk.map(({ risk }) => risk)).toEqual(['tightens', 'tightens'])
    await forget(driver())
    expect(await migrate(driver(), [of('a', 'c')])).toEqual([])
    await expect(put(driver(), 'enum.things', { id: 'thing_2', kind: 'b' })).rejects.toMatchObject({
      condition: 'check_violation',
    })
    await put(driver(), 'enum.things', { id: 'thing_3', kind: 'c' })
  })

  test('a field may become optional, free text, and not unique', async () => {
    const before = entityIn('loose.Thing', {
      kind: field.oneOf(['a']),
      code: field.string({ unique: true, maxLength: 9 }),
    })
    const after = entityIn('loose.Thing', {
      kind: field.string({ optional: true }),
      code: field.string({ maxLength: 9 }),
    })
    await migrate(driver(), [before])

    const steps = await migrate(driver(), [after])

    expect(new Set(steps.map(({ risk }) => risk))).toEqual(new Set(['loosens']))
    await put(driver(), 'loose.things', { id: 'thing_1', kind: 'anything', code: 'X' })
    await put(driver(), 'loose.things', { id: 'thing_2', code: 'X' })
  })

  test('a field may become required and unique where the records comply', async () => {
    const before = entityIn('tight.Thing', {
      code: field.string({ optional: true, maxLength: 9 }),
    })
    const after = entityIn('tight.Thing', { code: field.string({ unique: true, maxLength: 9 }) })
    await migrate(driver(), [before])
    await put(driver(), 'tight.things', { id: 'thing_1', code: 'X' })

    const steps = await migrate(driver(), [after])

    expect(steps.map(({ risk }) => risk)).toEqual(['tightens', 'tightens'])
    await expect(put(driver(), 'tight.things', { id: 'thing_2', code: 'X' })).rejects.toMatchObject(
      { condition: 'unique_violation' },
    )
  })

  test('an older program still starts, as long as nothing broke it', async () => {
    const before = entityIn('older.Thing', {})
    const added = entityIn('older.Thing', { note: field.string({ optional: true }) })
    await migrate(driver(), [before])
    await migrate(driver(), [added])

    expect(await migrate(driver(), [before])).toEqual([])

    await migrate(driver(), [
      entityIn('older.Thing', { text: field.string({ optional: true, was: 'note' }) }),
    ])
    await expect(migrate(driver(), [before])).rejects.toMatchObject({ code: 'migration.refused' })
  })
}
