/** A body is a JSON object, or is refused with the place of the fault. */
import { expect, test } from 'vitest'
import { parseBody, requirePlain } from './json-body.ts'

const bytes = (text: string) => Buffer.from(text)

test('a body is the object that was sent', () => {
  expect(parseBody(bytes('{"a":[1,{"b":null}]}'), 64)).toEqual({ a: [1, { b: null }] })
})

test('a body of no bytes is no body', () => {
  expect(parseBody(bytes(''), 64)).toBeUndefined()
})

test('a byte order mark is passed over', () => {
  expect(parseBody(bytes('\ufeff{"a":1}'), 64)).toEqual({ a: 1 })
})

test('a body that is no JSON is refused with the place', () => {
  expect(() => parseBody(bytes('{"a":1,\n"b":}'), 64)).toThrow(
    'the body has an unexpected "}" at line 2, column 5 (position 12)',
  )
})

test('a body that is not UTF-8 is refused', () => {
  expect(() => parseBody(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 64)).toThrow('is not UTF-8')
})

test.each(['[]', 'null', '1', '"text"'])('%s is JSON and no body', (text) => {
  expect(() => parseBody(bytes(text), 64)).toThrow('it must be an object')
})

test('a body of 10,000 levels is refused before it is parsed', () => {
  expect(() => parseBody(bytes('{"a":'.repeat(10_000)), 64)).toThrow('deeper than 64 levels')
})

test.each([
  ['{"a":[{"__proto__":{"isAdmin":true}}]}', '/a/0/__proto__'],
  ['{"a":{"\\u005f_proto__":1}}', '/a/__proto__'],
  ['{"constructor":{"prototype":{}}}', '/constructor'],
])('%s names what must not be named', (text, pointer) => {
  expect(() => parseBody(bytes(text), 64)).toThrow(
    expect.objectContaining({
      code: 'http.body-forbidden-key',
      facts: { errors: [expect.objectContaining({ pointer })] },
    }),
  )
})

test('a field called constructor is nothing bad by itself', () => {
  expect(parseBody(bytes('{"constructor":"Ferrari"}'), 64)).toHaveProperty('constructor', 'Ferrari')
})

test('a compressed body is refused by the name of its encoding', () => {
  expect(() => requirePlain('gzip')).toThrow('content encoding "gzip"')
  expect(() => requirePlain('identity')).not.toThrow()
})
