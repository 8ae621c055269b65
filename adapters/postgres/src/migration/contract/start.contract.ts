/** The first start, and the ones after it. */
import { expect, test } from 'vitest'
import type { SqlDriver } from '../../driver/index.ts'
import { migrate } from '../migrate.ts'
import { author, book } from './library.contract.ts'
import { columnsOf, forget, read } from './shop.contract.ts'

/** Adds the tests. */
export function describeStart(driver: () => SqlDriver): void {
  test('a new database gets its tables, those of the kernel too', async () => {
    const steps = await migrate(driver(), [author, book])

    expect(steps.length).toBeGreaterThan(20)
    expect(new Set(steps.map(({ risk }) => risk))).toEqual(new Set(['adds']))
    expect((await columnsOf(driver(), 'start.books')).join(' ')).toBe(
      'id organization_id created_at updated_at deleted_at version title author_id sequel_id shop_id ' +
        'status price_amount price_currency written_at pages weight tag_ids facts meta ext',
    )
    const kernel = await read(
      driver(),
      `select relname from pg_class where relnamespace = 'plinth'::regnamespace and relkind = 'r' order by relname`,
    )
    expect(kernel.map(({ relname }) => relname)).toEqual([
      'events',
      'idempotency',
      'idempotency_records',
      'inbox',
      'migrations',
      'module_migrations',
      'outbox',
      'timers',
    ])
  })

  test('a database that is up to date costs one query and no step', async () => {
    const asked: string[] = []
    const { roles } = driver()
    const counting: SqlDriver = {
      ...nothingElse,
      roles,
      query: (scope, statement) => {
        asked.push(statement.text)
        return driver().query(scope, statement)
      },
    }

    expect(await migrate(counting, [author, book])).toEqual([])
    expect(asked).toHaveLength(1)
  })

  test('a database that is as it shall be, though nobody wrote that down, gets no step', async () => {
    await forget(driver())

    expect(await migrate(driver(), [author, book])).toEqual([])
    expect(await read(driver(), 'select steps from plinth.migrations')).toEqual([{ steps: [] }])
  })
}

/** A driver that may be asked for nothing. */
const nothingElse: Omit<SqlDriver, 'roles' | 'query'> = {
  transact: () => Promise.reject(new Error('nothing should be written')),
  session: () => Promise.reject(new Error('nothing should be locked')),
  close: () => Promise.resolve(),
  place: 'here',
  exclusive: true,
  survivesPowerLoss: false,
}
