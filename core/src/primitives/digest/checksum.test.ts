/** Values that hold the same have the same checksum, and no others. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checksum } from './checksum.ts'
import { sha256 } from './sha256.ts'

const bySystem = (text: string) => createHash('sha256').update(text).digest('hex')

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('the digest of %j is that of the standard', (text, digest) => {
  expect(sha256(text)).toBe(digest)
})

test('law: digests are those of the host, for any text', () => {
  const texts = fc.string({
    unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  })

  fc.assert(
    fc.property(texts, (text) => {
      expect(sha256(text)).toBe(bySystem(text))
    }),
  )
})

test.each([54, 55, 56, 57, 63, 64, 65, 119, 120, 100_000])(
  '%i bytes are padded right',
  (length) => {
    expect(sha256('a'.repeat(length))).toBe(bySystem('a'.repeat(length)))
  },
)

test('the order of keys counts for nothing, that of lists does', () => {
  const one = { b: [1, { y: 1, x: null }], a: 'é', gone: undefined }
  const other = { a: 'é', b: [1, { x: null, y: 1 }] }

  expect(checksum(one)).toBe(checksum(other))
  expect(checksum(one)).toBe(bySystem('{"a":"é","b":[1,{"x":null,"y":1}]}'))
  expect(checksum([1, 2])).not.toBe(checksum([2, 1]))
  expect(checksum(-0)).toBe(checksum(0))
})

test('law: what JSON takes apart and puts together again keeps its checksum', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(checksum(JSON.parse(JSON.stringify(value)))).toBe(checksum(value))
    }),
  )
})

const circle: unknown[] = []
circle.push(circle)

test.each([
  [undefined, 'holds a value of type undefined'],
  [{ a: () => 1 }, 'holds a value of type function'],
  [[Number.NaN], 'holds a value of type number'],
  [1n, 'holds a value of type bigint'],
  [new Date(0), 'holds an instance of a class'],
  [circle, 'nests deeper than 64 levels'],
  ['a\ud800', 'holds half a surrogate pair'],
  [{ '\udc00': 1 }, 'holds half a surrogate pair'],
  [Array.from({ length: 100_000 }, () => 1), 'is larger than 100000 characters and values'],
  [{ a: 'x'.repeat(50_000), b: 'x'.repeat(50_000) }, 'is larger than 100000'],
])('%s has none', (value, why) => {
  expect(() => checksum(value)).toThrow(why)
})

test('what throws when it is read has none', () => {
  const unreadable = {
    get secret() {
      throw new Error('read')
    },
  }

  expect(() => checksum(unreadable)).toThrow('throws an error when it is read')
})
