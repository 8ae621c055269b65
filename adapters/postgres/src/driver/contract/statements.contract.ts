/** How statements are kept prepared. */
import { expect, test } from 'vitest'
import type { SqlDriver } from '../sql-driver.ts'
import { login, one, sql } from './shelf.contract.ts'

/** Adds the tests. */
export function describeStatements(driver: () => SqlDriver): void {
  test('a statement is prepared once, and survives a change of its table', async () => {
    const statement = sql('select * from changing')
    await driver().transact(login, [sql('create table changing (a int)'), statement])
    await driver().transact(login, [sql('alter table changing add column b int')])
    await driver().transact(login, [sql('insert into changing values (1, 2)')])

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => driver().transact(login, [statement])),
    )

    expect(answers.flat()).toEqual(
      Array.from({ length: 20 }, () => ({ rows: [{ a: 1, b: 2 }], count: 1 })),
    )
  })

  test('more texts than a connection keeps are answered rightly, and a bounded number stays', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => sql(`select ${i} as number`))

    const results = await driver().transact(login, [...texts, ...texts])

    const numbers = texts.map((_, i) => ({ number: i }))
    expect(results.flatMap(({ rows }) => rows)).toEqual([...numbers, ...numbers])
    const kept = await one(
      driver(),
      login,
      sql(`select count(*) as kept from pg_prepared_statements`),
    )
    expect(Number(kept?.['kept'])).toBeLessThanOrEqual(2 * 256)
  })

  test('a statement that was refused once can be tried again', async () => {
    const statement = sql('select * from comes_later')
    await expect(driver().query(login, statement)).rejects.toThrow('does not exist')
    await driver().transact(login, [sql('create table comes_later (a int)')])

    const result = await driver().query(login, statement)

    expect(result).toEqual({ rows: [], count: 0 })
  })

  test.each(['begin', ' COMMIT', 'rollback to a', 'Savepoint a', 'copy shelf to stdout'])(
    'the driver keeps the transaction to itself: %s is refused',
    async (text) => {
      await expect(driver().transact(login, [{ text }])).rejects.toThrow(TypeError)
    },
  )
}
