/** A result is a success or a failure. */
import { expect, test } from 'vitest'
import { Err, Ok, type Result } from './result.ts'

test('a success carries its value', () => {
  const result: Result<number> = Ok(7)

  expect(result).toEqual({ ok: true, value: 7 })
})

test('a failure carries its error, which need not be an exception', () => {
  const result: Result<number, string> = Err('sold out')

  expect(result).toEqual({ ok: false, error: 'sold out' })
})
