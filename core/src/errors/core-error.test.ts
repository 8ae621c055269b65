/** Errors are made as the reference spells them, and as Plinth does. */
import { expect, test } from 'vitest'
import { CoreError, ValidationError, validationFailure } from './index.ts'

const broken = new RangeError('broken')
const tooShort = validationFailure('name', 'min-length', { min: 2 }, () => 'name is too short')

test.each([
  ['in options', { cause: broken }],
  ['by itself', broken],
])('what went wrong underneath is kept, given %s', (_, last) => {
  const error = new CoreError('internal', 'it broke', { id: 'ord_1' }, last)

  expect(error).toMatchObject({ code: 'internal', facts: { id: 'ord_1' }, transient: false })
  expect(error.cause).toBe(broken)
})

test('whatever was thrown can be the cause, and options are none', () => {
  expect(new CoreError('internal', '', {}, 'a text').cause).toBe('a text')
  expect(new CoreError('internal', '', {}, { reason: 7 }).cause).toEqual({ reason: 7 })
  expect(new CoreError('internal', '', {}, {})).not.toHaveProperty('cause')
  expect(new CoreError('internal', '', {}, { transient: true })).not.toHaveProperty('cause')
  expect(new CoreError('internal', '', {}, { transient: true }).transient).toBe(true)
})

test('failures alone make a validation error, with or without saying of what', () => {
  const bare = new ValidationError([tooShort])
  const named = new ValidationError('The order', [tooShort])

  expect(bare).toMatchObject({ code: 'validation.failed', failures: [tooShort] })
  expect(bare.message).toBe('The input is not valid: name is too short')
  expect(named.message).toBe('The order is not valid: name is too short')
})
