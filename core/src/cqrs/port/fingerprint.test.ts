/** The same payload has the same fingerprint, another one another. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintOf } from './fingerprint.ts'

test('the order of keys counts for nothing, at any depth', () => {
  const one = { a: 1, b: { c: [1, { d: 2, e: 3 }], f: null } }
  const other = { b: { f: null, c: [1, { e: 3, d: 2 }] }, a: 1 }

  expect(fingerprintOf(one)).toBe(fingerprintOf(other))
  expect(fingerprintOf(one)).toMatch(/^[\da-f]{32}$/)
})

test('payloads that differ as JSON have different fingerprints', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [left, right] = [one, other].map((value) => JSON.stringify(value))
      fc.pre(left !== right)
      fc.pre(!isReordered(one, other))
      expect(fingerprintOf(one)).not.toBe(fingerprintOf(other))
    }),
  )
})

test('the order of a list counts, and so does a nested text that looks like JSON', () => {
  const payloads = [
    [1, 2],
    [2, 1],
    '[1,2]',
    { 0: 1, 1: 2 },
    [[1], 2],
    [12],
    undefined,
    null,
    'null',
  ]

  expect(new Set(payloads.map(fingerprintOf)).size).toBe(payloads.length)
})

function isReordered(one: unknown, other: unknown): boolean {
  return keysOf(one) === keysOf(other)
}

function keysOf(value: unknown): string {
  return [...JSON.stringify(value)].toSorted().join('')
}
