/** What the texts of cells become. */
import type { FieldSchema } from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { readDate } from './read-date.ts'
import { valueReader, type Writing } from './read-value.ts'

describe('a date', () => {
  test.each([
    ['1996-07-04', 'UTC', '1996-07-04T00:00:00.000Z'],
    ['1996-07-04 00:00:00.000', 'UTC', '1996-07-04T00:00:00.000Z'],
    ['1996-07-04T10:30', 'UTC', '1996-07-04T10:30:00.000Z'],
    ['1996-07-04T10:30:15.123456Z', '+05:00', '1996-07-04T10:30:15.123Z'],
    ['1996-07-04 10:30:00', '+02:00', '1996-07-04T08:30:00.000Z'],
    ['1996-07-04', '-05:30', '1996-07-04T05:30:00.000Z'],
    ['1996-07-04 23:30:00+01:00', 'UTC', '1996-07-04T22:30:00.000Z'],
    ['0001-01-01', 'UTC', '0001-01-01T00:00:00.000Z'],
    ['2024-02-29', 'UTC', '2024-02-29T00:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, moment) => {
    expect(readDate(text, zone)).toEqual({ ok: true, value: Date.parse(moment) })
  })

  test.each([
    '04.07.1996',
    '1996-7-4',
    '1996-02-30',
    '2023-02-29',
    '1996-13-01',
    '1996-07-04 24:00',
    '1996-07-04 10:60',
    '1996-07-04 10:30:60',
    '1996-07-04 10:30+99:00',
    'yesterday',
  ])('%s is refused', (text) => {
    expect(readDate(text, 'UTC').ok).toBe(false)
  })
})

describe('a value', () => {
  test.each([
    [{ type: 'string' }, {}, 'Chai', 'Chai'],
    [{ type: 'number' }, {}, '12.5', 12.5],
    [{ type: 'number' }, {}, '-1e3', -1000],
    [{ type: 'boolean' }, {}, '1', true],
    [{ type: 'boolean' }, {}, 'No', false],
    [{ type: 'json' }, {}, '{"a":[1]}', { a: [1] }],
    [{ type: 'geo.point' }, {}, '52.52, -13.405', { lat: 52.52, lng: -13.405 }],
    [{ type: 'geo.point' }, {}, '+1 2', { lat: 1, lng: 2 }],
    [{ type: 'geo.linestring' }, {}, '{"type":"LineString"}', { type: 'LineString' }],
    [{ type: 'enum' }, { values: { '1': 'shipped' } }, '1', 'shipped'],
    [{ type: 'boolean' }, { values: { ja: 'true' } }, 'ja', true],
    [{ type: 'money' }, { currency: 'USD' }, '18', { amount: 1800, currency: 'USD' }],
    [{ type: 'money' }, { currency: 'USD' }, '9.8', { amount: 980, currency: 'USD' }],
    [{ type: 'money' }, { currency: 'USD' }, '9.8000', { amount: 980, currency: 'USD' }],
    [{ type: 'money' }, { currency: 'USD' }, '9.80 EUR', { amount: 980, currency: 'EUR' }],
    [{ type: 'money', currency: 'JPY' }, {}, '500', { amount: 500, currency: 'JPY' }],
    [
      { type: 'money' },
      { currency: 'USD', rounded: true },
      '1.005',
      { amount: 100, currency: 'USD' },
    ],
    [
      { type: 'money' },
      { currency: 'USD', rounded: true },
      '1.015',
      { amount: 102, currency: 'USD' },
    ],
    [{ type: 'money' }, { currency: 'JPY', rounded: true }, '1.5', { amount: 2, currency: 'JPY' }],
  ] as const)('%j written as %j: %s', (field, writing, text, value) => {
    expect(read(field, writing, text)).toEqual({ ok: true, value })
  })

  test.each([
    [{ type: 'number' }, {}, '12,5', 'is not a number such as 12 or 12.5'],
    [{ type: 'number' }, {}, 'Infinity', 'is not a number such as 12 or 12.5'],
    [{ type: 'number' }, {}, '1e999', 'is not a number such as 12 or 12.5'],
    [{ type: 'boolean' }, {}, 'constructor', 'is not one of 0, 1, true, yes, false, no'],
    [{ type: 'json' }, {}, '{', 'is not JSON'],
    [{ type: 'geo.point' }, {}, '52', 'is not latitude and longitude such as 52.52,13.405'],
    [{ type: 'enum' }, { values: { '1': 'shipped' } }, '2', 'is not one of 1'],
    [{ type: 'enum' }, { values: {} }, 'toString', 'is not one of '],
    [{ type: 'money' }, {}, '18', 'names no currency; write 12.50 USD, or name it in the map'],
    [{ type: 'money' }, {}, '18 USX', 'names "USX", which is no currency of ISO 4217'],
    [{ type: 'money' }, { currency: 'USD' }, '$18', 'is not an amount such as 12.50'],
  ] as const)('%j written as %j: %s is refused', (field, writing, text, reason) => {
    expect(read(field, writing, text)).toEqual({ ok: false, error: reason })
  })

  test('money with more decimals than its currency has is refused, not rounded', () => {
    const result = read({ type: 'money' }, { currency: 'USD' }, '9.999')

    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('9.999') })
  })

  test('money that no safe integer holds is refused', () => {
    const writing = { currency: 'USD', rounded: true }

    const result = read({ type: 'money' }, writing, '99999999999999999')

    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('is not money') })
  })
})

function read(field: Omit<FieldSchema, 'key'>, writing: Writing, text: string) {
  return valueReader({ key: 'field', ...field }, writing)(text)
}
