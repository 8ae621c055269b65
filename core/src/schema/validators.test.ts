/** The shelf of further checks. */
import { expect, test } from 'vitest'
import { ValidationError, validationFailure } from '../errors/index.ts'
import type { ValidationContext, Validator } from './field.ts'
import { type CustomCheck, Validators } from './validators.ts'

const creation: ValidationContext = {
  entity: {},
  schema: { name: 'Order', fields: [] },
  actorId: 'act_1',
  orgId: 'org_1',
  isCreate: true,
  isUpdate: false,
  now: 1_000,
}
const passes = (validator: Validator, value: unknown): boolean =>
  validator(value, creation) === null

test.each(['a@example.com', 'first.last+tag@sub.example.co'])('%s is an e-mail address', (text) => {
  expect(passes(Validators.email(), text)).toBe(true)
})

test.each(['', 'a', 'a@b', 'a@b..c', 'a b@example.com', `${'a'.repeat(250)}@b.co`])(
  '%s is no e-mail address',
  (text) => {
    expect(passes(Validators.email(), text)).toBe(false)
  },
)

test.each(['https://example.com', 'http://localhost:3000/a?b=c#d', 'HTTPS://a.b'])(
  '%s is an address',
  (text) => {
    expect(passes(Validators.url(), text)).toBe(true)
  },
)

test.each([
  'example.com',
  'javascript:alert(1)',
  'https://',
  'https://user:pw@host',
  'https://a b',
])('%s is no address', (text) => {
  expect(passes(Validators.url(), text)).toBe(false)
})

test('a telephone number is written as E.164 has it', () => {
  expect(passes(Validators.phone(), '+493012345678')).toBe(true)
  expect(passes(Validators.phone(), '030 123')).toBe(false)
})

test('a pattern keeps no state between two values', () => {
  const validator = Validators.pattern(/^A-\d+$/g)

  expect([passes(validator, 'A-1'), passes(validator, 'A-1')]).toEqual([true, true])
  expect(passes(validator, 'B-1')).toBe(false)
})

test('limits hold for numbers and for money', () => {
  expect(passes(Validators.min(5), 4)).toBe(false)
  expect(passes(Validators.max(5), { amount: 5, currency: 'USD' })).toBe(true)
  expect(passes(Validators.positive(), { amount: 0, currency: 'USD' })).toBe(false)
  expect(passes(Validators.nonZero(), -1)).toBe(true)
  expect(passes(Validators.nonZero(), 0)).toBe(false)
})

test('lengths hold for texts and lists', () => {
  expect(passes(Validators.minLength(2), 'a')).toBe(false)
  expect(passes(Validators.maxLength(2), [1, 2])).toBe(true)
})

test('future and past are seen from now', () => {
  expect(passes(Validators.future(), 1_001)).toBe(true)
  expect(passes(Validators.future(), 1_000)).toBe(false)
  expect(passes(Validators.past(), 999)).toBe(true)
})

test.each<[string, CustomCheck]>([
  ['a failure', () => ({ code: 'isbn', message: 'must be an ISBN' })],
  [
    'an error',
    () => new ValidationError([validationFailure('', 'isbn', {}, () => 'must be an ISBN')]),
  ],
])('a check of one’s own may answer with %s, or null', (_, wrong) => {
  const check = Validators.custom((value, context) =>
    value === 'right' ? null : wrong(value, context),
  )

  expect(passes(check, 'right')).toBe(true)
  expect(check('wrong', creation)).toEqual({ code: 'isbn', params: {}, message: 'must be an ISBN' })
})

test('a check of one’s own says what it asks for', () => {
  const isEven = Validators.custom((value) => Number(value) % 2 === 0, {
    code: 'even',
    message: 'must be even',
  })

  const failure = isEven(3, {
    entity: {},
    schema: { name: 'Order', fields: [] },
    actorId: 'act_1',
    orgId: 'org_1',
    isCreate: true,
    isUpdate: false,
    now: 0,
  })

  expect(failure).toEqual({ code: 'even', params: {}, message: 'must be even' })
})
