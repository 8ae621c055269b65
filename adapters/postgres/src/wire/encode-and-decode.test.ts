/** Values become text for Postgres and come back as they were. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decoderOf } from './decode-value.ts'
import { encodeParameter } from './encode-parameter.ts'

const textArray = 1009
const integerArray = 1007
const timestamptz = 1184
const bigint = 20

test('any list of texts comes back as it was', () => {
  const texts = fc.array(fc.option(fc.string({ unit: 'binary' })))

  fc.assert(
    fc.property(texts, (list) => {
      expect(roundTrip(list, textArray)).toEqual(list)
    }),
  )
})

test('any list of integers comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), (list) => {
      expect(roundTrip(list, integerArray)).toEqual(list)
    }),
  )
})

test('any moment of the years 1 to 9999 comes back to the millisecond', () => {
  const [min, max] = [new Date('0001-01-01T00:00:00Z'), new Date('9999-12-31T23:59:59.999Z')]

  fc.assert(
    fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
      expect(roundTrip(date, timestamptz)).toBe(date.getTime())
    }),
  )
})

test.each([
  ['2026-11-20 10:00:00+00', Date.UTC(2026, 10, 20, 10)],
  ['2026-11-20 10:00:00.5+05:30', Date.UTC(2026, 10, 20, 4, 30, 0, 500)],
  ['2026-11-20 10:00:00.999999-03', Date.UTC(2026, 10, 20, 13, 0, 0, 999)],
  ['infinity', Infinity],
  ['-infinity', -Infinity],
])('the timestamp %s is %d', (text, expected) => {
  expect(decoderOf(timestamptz)(text)).toBe(expected)
})

test.each(['0044-03-15 12:00:00+00 BC', '10000-01-01 00:00:00+00'])(
  'the timestamp %s is refused rather than guessed',
  (text) => {
    expect(() => decoderOf(timestamptz)(text)).toThrow('outside years 1 to 9999')
  },
)

test('a bigint beyond the safe integers is refused rather than rounded', () => {
  expect(decoderOf(bigint)('9007199254740991')).toBe(9007199254740991)
  expect(() => decoderOf(bigint)('9007199254740992')).toThrow('select it as text')
})

test('an array with bounds of its own is read without them', () => {
  expect(decoderOf(integerArray)('[0:1]={1,2}')).toEqual([1, 2])
})

test.each([[undefined], [() => {}], [Symbol('x')], [[undefined]], [[[1]]]])(
  'a parameter like %s is refused',
  (value) => {
    expect(() => encodeParameter(value)).toThrow(TypeError)
  },
)

function roundTrip(value: unknown, type: number): unknown {
  return decoderOf(type)(String(encodeParameter(value)))
}
