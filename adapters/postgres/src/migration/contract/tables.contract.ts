/** What the tables that were made find by themselves, and hold records to. */
import { expect, test } from 'vitest'
import type { SqlDriver, Statement } from '../../driver/index.ts'
import { migrate } from '../migrate.ts'
import { author, book } from './library.contract.ts'
import { north, put, read } from './shop.contract.ts'

/** Adds the tests. */
export function describeTables(driver: () => SqlDriver): void {
  test('each index begins with the organization, and those for lists put null first', async () => {
    await migrate(driver(), [author, book])
    const rows = await read(
      driver(),
      `select indexname as name, substring(indexdef from 'btree (.*)$') as terms
       from pg_indexes where schemaname = 'start' order by indexname`,
    )

    expect(Object.fromEntries(rows.map(({ name, terms }) => [name, terms]))).toEqual({
      authors_name_idx: '(organization_id, name NULLS FIRST, id) WHERE (deleted_at IS NULL)',
      authors_pkey: '(organization_id, id)',
      books_author_id_idx:
        '(organization_id, author_id NULLS FIRST, id) WHERE (deleted_at IS NULL)',
      books_pkey: '(organization_id, id)',
      books_price_idx: '(organization_id, price_amount NULLS FIRST, id) WHERE (deleted_at IS NULL)',
      books_status_written_at_idx:
        '(organization_id, status NULLS FIRST, written_at NULLS FIRST, id) WHERE (deleted_at IS NULL)',
      books_title_key: '(organization_id, title NULLS FIRST) WHERE (deleted_at IS NULL)',
    })
  })

  test('refs inside the module are kept by the database, at the commit and in either order', async () => {
    const one = { title: 'One', author_id: 'author_1', status: 'planned', pages: 1, weight: 1 }
    const insertBook = bookStatement('book_1', one.title)
    const insertAuthor = {
      text: `insert into start.authors (id, organization_id, created_at, updated_at, version, meta, name)
        values ('author_1', 'org_north', now(), now(), 1, '{}', 'Ann')`,
    }

    await driver().transact(north, [insertBook, insertAuthor])

    await expect(
      put(driver(), 'start.books', { id: 'book_2', ...one, title: 'Two', author_id: 'author_9' }),
    ).rejects.toMatchObject({
      condition: 'foreign_key_violation',
      violation: { constraint: 'books_author_id_fkey' },
    })
    await put(driver(), 'start.books', {
      id: 'book_3',
      ...one,
      title: 'Three',
      shop_id: 'shop_elsewhere',
    })
  })

  test('what a record may not hold is refused by the database as well', async () => {
    const good = { author_id: 'author_1', status: 'planned', pages: 1, weight: 1 }
    const attempts: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ ...good, title: 'A', status: 'lost' }, 'check_violation'],
      [{ ...good, title: 'B', price_amount: 100 }, 'check_violation'],
      [{ ...good, title: 'One' }, 'unique_violation'],
      [{ ...good }, 'not_null_violation'],
    ]

    for (const [values, condition] of attempts) {
      await expect(put(driver(), 'start.books', { id: 'book_9', ...values })).rejects.toMatchObject(
        {
          condition,
        },
      )
    }
    await put(driver(), 'start.books', { id: 'book_10', ...good, title: 'C', status: "o'clock" })
  })
}

function bookStatement(id: string, title: string): Statement {
  return {
    text: `insert into start.books
        (id, organization_id, created_at, updated_at, version, meta, title, author_id, status, pages, weight)
      values ($1, 'org_north', now(), now(), 1, '{}', $2, 'author_1', 'planned', 1, 1)`,
    values: [id, title],
  }
}
