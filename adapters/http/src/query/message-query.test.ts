/** A query string becomes the payload of a query. */
import type { FieldSchema } from '@plinth/core'
import { expect, test } from 'vitest'
import { readMessageQuery } from './message-query.ts'
import { parseQuery } from './query-text.ts'

const fields: readonly FieldSchema[] = [
  { key: 'ids', type: 'ref[]' },
  { key: 'since', type: 'date' },
  { key: 'least', type: 'money' },
  { key: 'lines', type: 'list', items: [] },
]

function read(text: string): unknown {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  return readMessageQuery(byKey, parseQuery(text, { length: 8_192, parameters: 100 }))
}

test('params are read by the types of their fields', () => {
  expect(read('ids=a,b&ids=c&since=2026-01-01&least=3+USD&lines=[{"n":1}]')).toEqual({
    ids: ['a', 'b', 'c'],
    since: 1_767_225_600_000,
    least: { amount: 300, currency: 'USD' },
    lines: [{ n: 1 }],
  })
})

test('an unknown param is refused by name, with the one that was probably meant', () => {
  expect(() => read('sicne=2026-01-01')).toThrow(
    'there is no parameter "sicne". Did you mean "since"?',
  )
})

test('a single value is given once', () => {
  expect(() => read('since=2026-01-01&since=2026-01-02')).toThrow(
    'since must be given once, not 2 times',
  )
})
