/** A result is a success or a failure. */
import { expect, test } from 'vitest'
import { err, ok, type Result } from './result.ts'

test('a success carries its value', () => {
  const result: Result<number> = ok(7)

  expect(result).toEqual({ ok: true, value: 7 })
})

test('a failure carries its error, which need not be an exception', () => {
  const result: Result<number, string> = err('sold out')

  expect(result).toEqual({ ok: false, error: 'sold out' })
})
