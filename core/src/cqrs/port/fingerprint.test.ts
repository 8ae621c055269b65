/** The same payload has the same fingerprint, another one another. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintOf as fingerprintFor } from './fingerprint.ts'

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

test('keys that hold undefined are left out, and so nothing of a payload is called', () => {
  const silent = { a: 1, b: undefined }

  expect(fingerprintOf(silent)).toBe(fingerprintOf({ a: 1 }))
  expect(() => fingerprintOf({ toJSON: () => 1 })).toThrow('holds a value of type function')
})

test.each<[string, () => unknown]>([
  ['nests deeper than 64 levels', () => nested(20_000)],
  ['nests deeper than 64 levels', circle],
  ['holds half a surrogate pair', () => ({ a: '\ud800' })],
  ['holds a value of type bigint', () => ({ a: 1n })],
  ['holds an instance of a class', () => ({ a: new Date(0) })],
  ['is larger than 4000000 characters', () => ({ a: sparse(400_001) })],
  ['is larger than 4000000 characters', () => ({ a: 'x'.repeat(4_000_000) })],
  ['', () => Object.defineProperty({}, 'a', { get: raise, enumerable: true })],
])('a payload that %s is refused with a code', (reason, make) => {
  const attempt = () => fingerprintOf(make())

  expect(attempt).toThrow(expect.objectContaining({ code: 'validation.failed' }))
  expect(attempt).toThrow(reason)
})

function fingerprintOf(payload: unknown): string {
  return fingerprintFor(payload, 'The command "shop.buy"')
}

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

function sparse(length: number): unknown {
  const list: unknown[] = []
  list.length = length
  return list
}

function circle(): unknown {
  const value: { self?: unknown } = {}
  value.self = value
  return value
}

function raise(): never {
  throw new Error('read by somebody')
}

function isReordered(one: unknown, other: unknown): boolean {
  return keysOf(one) === keysOf(other)
}

function keysOf(value: unknown): string {
  return [...JSON.stringify(value)].toSorted().join('')
}
