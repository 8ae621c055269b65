/** Texts are read as the type of their field asks. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldSchema } from '@plinth/core'
import { readValue, splitList } from './field-text.ts'
import { instantOf } from './instant-text.ts'

const field = (type: FieldSchema['type'], rest: Partial<FieldSchema> = {}): FieldSchema => ({
  key: 'field',
  type,
  ...rest,
})

test.each([
  [field('string'), 'a b', 'a b'],
  [field('number'), '-12.50', -12.5],
  [field('number'), '1e3', 1_000],
  [field('number', { integer: true }), '12', 12],
  [field('boolean'), 'false', false],
  [field('date'), '1767225600000', 1_767_225_600_000],
  [field('date'), '2026-01-01', 1_767_225_600_000],
  [field('date'), '2026-01-01T01:00:00.5+01:00', 1_767_225_600_500],
  [field('date'), '2026-01-01T01:00 01:00', 1_767_225_600_000],
  [field('money'), '100.00 USD', { amount: 10_000, currency: 'USD' }],
  [field('money'), '-0.5USD', { amount: -50, currency: 'USD' }],
  [field('money'), '100 JPY', { amount: 100, currency: 'JPY' }],
  [field('money', { currency: 'EUR' }), '7', { amount: 700, currency: 'EUR' }],
  [field('enum', { enumValues: ['draft', 'placed'] }), 'placed', 'placed'],
  [field('geo.point'), '-52.52,13.405', { lat: -52.52, lng: 13.405 }],
  [field('geo.linestring'), '{"type":"LineString"}', { type: 'LineString' }],
  [field('list'), '[{"a":1}]', [{ a: 1 }]],
])('%j reads %s', (schema, text, value) => {
  expect(readValue(schema, text)).toEqual({ ok: true, value })
})

test.each([
  [field('number'), '0x10', 'a number, such as 12.5, not "0x10"'],
  [field('number'), '', 'a number, such as 12.5, not ""'],
  [field('number'), '1e999', 'a number, such as 12.5, not "1e999"'],
  [field('number', { integer: true }), '1.5', 'a whole number, such as 12, not "1.5"'],
  [field('boolean'), 'yes', 'true or false, not "yes"'],
  [field('money'), '100.00', 'an amount with its currency, such as 100.00 USD, not "100.00"'],
  [field('money'), '1.001 USD', 'an amount that "USD" can be, such as 100.00 USD, not "1.001 USD"'],
  [field('money'), '1 XYZ', 'an amount that "XYZ" can be, such as 100.00 USD, not "1 XYZ"'],
  [
    field('enum', { enumValues: ['draft', 'placed'] }),
    'plaecd',
    'one of draft, placed, not "plaecd". Did you mean "placed"?',
  ],
  [
    field('geo.point'),
    '52.52',
    'latitude and longitude in degrees, such as 52.52,13.405, not "52.52"',
  ],
  [field('list'), '[', 'JSON, not "["'],
])('%j refuses %s', (schema, text, error) => {
  expect(readValue(schema, text)).toEqual({ ok: false, error })
})

test('an instant that was written in ISO 8601 is read as it was', () => {
  const day = fc.date({
    min: new Date('0100-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  })

  fc.assert(
    fc.property(day, (date) => {
      expect(instantOf(date.toISOString())).toBe(date.getTime())
    }),
  )
})

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-01-01T12:00',
  '2026-01-01T25:00Z',
  '2026-01-01T12:60Z',
  '2026-01-01T12:00+24:00',
  '01.02.2026',
  '99999999999999999',
  'now',
])('%s is no instant', (text) => {
  expect(instantOf(text)).toBeNull()
})

test('a list is split at commas, and not at those behind a backslash', () => {
  expect(splitList('a,b')).toEqual(['a', 'b'])
  expect(splitList('a\\,b,c\\\\,\\d')).toEqual(['a,b', 'c\\', '\\d'])
  expect(splitList(',')).toEqual(['', ''])
})
