/** Patterns fit types of events, star by star. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from './pattern.ts'

test('a pattern without a star fits that one type', () => {
  expect(matchesPattern('sales.order.placed', 'sales.order.placed')).toBe(true)
  expect(matchesPattern('sales.order.placed', 'sales.order.paid')).toBe(false)
})

test('a star stands for one or more segments, and not for none', () => {
  expect(matchesPattern('sales.*', 'sales.order.placed')).toBe(true)
  expect(matchesPattern('*.created', 'sales.order.created')).toBe(true)
  expect(matchesPattern('*', 'anything.at.all')).toBe(true)
  expect(matchesPattern('sales.*', 'sales')).toBe(false)
})

test('patterns agree with the regular expression that says the same', () => {
  const segment = fc.constantFrom('a', 'b', '*')
  const patterns = fc.array(segment, { minLength: 1, maxLength: 6 })
  const types = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 8 })

  fc.assert(
    fc.property(patterns, types, (pattern, type) => {
      const oracle = pattern.map((part) => (part === '*' ? '[^.]+(\\.[^.]+)*' : part)).join('\\.')
      const expected = new RegExp(`^${oracle}$`).test(type.join('.'))
      expect(matchesPattern(pattern.join('.'), type.join('.'))).toBe(expected)
    }),
    { numRuns: 5_000 },
  )
})
