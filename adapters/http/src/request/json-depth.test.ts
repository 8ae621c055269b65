/** Depth is measured before anything is parsed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDeeperThan } from './json-depth.ts'

test('the depth of any JSON is measured as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(8), (value, most) => {
      const text = JSON.stringify(value)

      expect(isDeeperThan(most, text)).toBe(depthOf(value) > most)
    }),
  )
})

test.each([
  [64, '['.repeat(64), false],
  [64, '['.repeat(65), true],
  [64, '{"a":'.repeat(10_000), true],
  [2, '{"a":"[[[[\\"[[[["}', false],
  [2, '["\\\\",[[', true],
  [2, '"[[[[', false],
])('more than %i levels in a text that may be broken: %#', (most, text, isDeeper) => {
  expect(isDeeperThan(most, text)).toBe(isDeeper)
})

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}
