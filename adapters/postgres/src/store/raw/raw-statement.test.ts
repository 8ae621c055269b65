/** What is refused of a raw query is named, with its place. */
import { expect, test } from 'vitest'
import { rawLimits, rawStatement } from './raw-statement.ts'

test('a query is wrapped with a limit, and its values stay apart', () => {
  const statement = rawStatement('select name from shop.orders where id = $1', ['ord_1'])

  expect(statement).toEqual({
    text: 'select * from (\nselect name from shop.orders where id = $1\n) as raw limit 10001',
    values: ['ord_1'],
  })
})

test('the first piece that is in the way is named with its place', () => {
  const query = "select 1 where set_config('role', 'x', true) is null"

  expect(() => rawStatement(query, [])).toThrow(
    'the raw query is not asked: "set_config" at character 16 is not taken in a raw query',
  )
})

test('a function that nobody has judged is refused', () => {
  expect(() => rawStatement('select my_function(1)', [])).toThrow(
    '"my_function" at character 8 is no function that a raw query may call',
  )
})

test.each([
  ['a column called version', 'select version, deleted_at from shop.orders'],
  ['a text with a quote in it', "select 'it''s' as text"],
  [
    'json, lists and casts',
    "select meta ->> 'tag', sum(total_amount)::numeric(12, 2) from shop.orders",
  ],
  ['a filtered aggregate', 'select count(*) filter (where total_amount > 1.5e3) from shop.orders'],
])('%s is taken', (_, query) => {
  expect(rawStatement(query, []).text).toContain(query)
})

test('queries, and lists of values, have a bound', () => {
  const { characters, parameters } = rawLimits

  expect(() => rawStatement(`select ${' '.repeat(characters)}1`, [])).toThrow('at most 20000')
  expect(() => rawStatement('select 1', Array(parameters + 1).fill(1))).toThrow('at most 100')
})
