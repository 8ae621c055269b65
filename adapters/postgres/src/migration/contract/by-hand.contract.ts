/** What migrations that modules write by hand promise. */
import { field } from '@plinth/core'
import type { ModuleMigration } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { migrate } from '../migrate.ts'
import { entityIn, put, read } from './shop.contract.ts'

/** Adds the tests. */
export function describeByHand(driver: () => SqlDriver): void {
  describeApplying(driver)
  describeRefusing(driver)
}

function describeApplying(driver: () => SqlDriver): void {
  test('a migration is applied once, after the tables that it changes are there', async () => {
    const entities = [entityIn('noted.Thing', { label: field.string() })]
    const lower = ofModule('noted', '1.1.0', [
      'update noted.things set label = lower(label)',
      'create index things_lower_label on noted.things (organization_id, lower(label))',
    ])
    await migrate(driver(), entities)
    await put(driver(), 'noted.things', { id: 'thing_1', label: 'LOUD' })

    await migrate(driver(), entities, [lower])
    await put(driver(), 'noted.things', { id: 'thing_2', label: 'LATER' })
    await migrate(driver(), entities, [lower])

    expect(await read(driver(), 'select id, label from noted.things order by id')).toEqual([
      { id: 'thing_1', label: 'loud' },
      { id: 'thing_2', label: 'LATER' },
    ])
    expect(await applied(driver(), 'noted')).toEqual(['1.1.0'])
  })

  test('two processes that start at once apply it once', async () => {
    const entities = [entityIn('rivals.Thing', { count: field.integer() })]
    await migrate(driver(), entities)
    await put(driver(), 'rivals.things', { id: 'thing_1', count: 1 })
    const double = ofModule('rivals', '1.1.0', ['update rivals.things set count = count * 2'])

    await Promise.all([1, 2, 3].map(() => migrate(driver(), entities, [double])))

    expect(await read(driver(), 'select count from rivals.things')).toEqual([{ count: 2 }])
  })
}

function describeRefusing(driver: () => SqlDriver): void {
  test('when one fails, nothing of the start is left, and the error names it', async () => {
    const entities = [entityIn('half.Thing', { count: field.integer() })]
    const fine = ofModule('half', '1.1.0', ['create table half.extra (id text)'])
    const wrong = ofModule('half', '1.2.0', ['alter table half.things add constraint no check (x)'])

    const attempt = migrate(driver(), entities, [fine, wrong])

    await expect(attempt).rejects.toThrow(/of half 1\.1\.0 .*, half 1\.2\.0 .*, one failed/)
    expect(await read(driver(), "select to_regclass('half.extra') as extra")).toEqual([
      { extra: null },
    ])
  })

  test('one that was changed after it was applied is refused', async () => {
    const entities = [entityIn('rewritten.Thing', {})]
    await migrate(driver(), entities, [ofModule('rewritten', '1.1.0', ['select 1'])])

    await expect(
      migrate(driver(), entities, [ofModule('rewritten', '1.1.0', ['select 2'])]),
    ).rejects.toThrow('migration 1.1.0 of module "rewritten" was changed after it was applied')
  })

  test('one that comes before what was applied is refused', async () => {
    const entities = [entityIn('overtaken.Thing', {})]
    const later = ofModule('overtaken', '1.2.0', ['select 1'])
    await migrate(driver(), entities, [later])

    await expect(
      migrate(driver(), entities, [ofModule('overtaken', '1.1.0', ['select 1']), later]),
    ).rejects.toThrow('migration 1.1.0 of module "overtaken" comes before one that was applied')
  })
}

function ofModule(module: string, version: string, statements: readonly string[]): ModuleMigration {
  return { module, version, description: `version ${version}`, statements }
}

async function applied(driver: SqlDriver, module: string): Promise<readonly unknown[]> {
  const rows = await read(
    driver,
    `select version from plinth.module_migrations where module = '${module}' order by version`,
  )
  return rows.map(({ version }) => version)
}
