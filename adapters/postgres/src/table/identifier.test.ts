/** Names that Postgres keeps as they are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identifier, quoteName, quoteText, snakeCase } from './identifier.ts'

test.each([
  ['placedAt', 'placed_at'],
  ['order-lines', 'order_lines'],
  ['shipVAT', 'ship_vat'],
  ['id', 'id'],
])('%s is stored as %s', (key, name) => {
  expect(snakeCase(key)).toBe(name)
})

test('a name of up to 63 bytes stays as it is', () => {
  expect(identifier('orders', 'status', 'idx')).toBe('orders_status_idx')
  expect(identifier('x'.repeat(63))).toBe('x'.repeat(63))
})

test('a longer one is cut, and stays apart from others that begin alike', () => {
  const names = [identifier('x'.repeat(64)), identifier('x'.repeat(65)), identifier('é'.repeat(40))]

  expect(new Set(names).size).toBe(3)
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63)
  expect(names[2]).not.toContain('\ufffd')
})

test('names and texts are quoted, whatever they hold', () => {
  expect(quoteName('a"b')).toBe('"a""b"')
  expect(quoteText("it's")).toBe("'it''s'")
  expect(quoteText('back\\slash')).toBe(" E'back\\\\slash'")
})

test('no name is longer than Postgres allows', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (parts) => {
      expect(Buffer.byteLength(identifier(...parts))).toBeLessThanOrEqual(63)
    }),
  )
})
