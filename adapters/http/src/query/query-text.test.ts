/** Query strings are taken apart within bounds, as UTF-8. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery, queryOf } from './query-text.ts'

const limits = { length: 8_192, parameters: 100 }

test('parameters come in their order, decoded, a plus as a blank', () => {
  expect(parseQuery('total.gt=100.00+USD&name=%C3%A4%2B&flag&empty=&a=b=c', limits)).toEqual([
    { name: 'total.gt', value: '100.00 USD' },
    { name: 'name', value: 'ä+' },
    { name: 'flag', value: '' },
    { name: 'empty', value: '' },
    { name: 'a', value: 'b=c' },
  ])
})

test('what one encodes is what arrives', () => {
  const pairs = fc.array(
    fc.record({
      name: fc.string({ minLength: 1, unit: 'grapheme' }),
      value: fc.string({ unit: 'grapheme' }),
    }),
    { maxLength: 20 },
  )

  fc.assert(
    fc.property(pairs, (parameters) => {
      fc.pre(!JSON.stringify(parameters).includes('\\u0000'))
      const text = parameters
        .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
        .join('&')

      expect(parseQuery(text, { length: 100_000, parameters: 100 })).toEqual(parameters)
    }),
  )
})

test.each(['a=%zz', 'a=%', '%E0%A4=1', 'a=%ff', 'a=%ED%A0%80'])('%s is not UTF-8', (text) => {
  expect(() => parseQuery(text, limits)).toThrow('not followed by hexadecimal digits of UTF-8')
})

test('a NUL is refused', () => {
  expect(() => parseQuery('a=x%00y', limits)).toThrow('holds a NUL')
})

test('a query string has a length and a number of parameters', () => {
  expect(() => parseQuery(`a=${'x'.repeat(8_191)}`, limits)).toThrow('at most 8192')
  expect(() => parseQuery('a=1&'.repeat(101), limits)).toThrow('more than 100 parameters')
})

test('the query string is what stands behind the first question mark', () => {
  expect(queryOf('/orders?a=1?&b=2#top')).toBe('a=1?&b=2')
  expect(queryOf('/orders')).toBe('')
})
