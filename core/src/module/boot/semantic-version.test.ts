/** Versions compare as Semantic Versioning 2.0.0 says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, isVersion } from './semantic-version.ts'

// The order that the standard itself gives as its example (§ 11).
const inOrder = [
  '0.9.10',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.2.0',
  '1.10.0',
  '2.0.0',
]

test('the order is the one of the standard, from wherever one begins', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
      expect(shuffled.toSorted(compareVersions)).toEqual(inOrder)
    }),
  )
})

test('only versions are versions', () => {
  expect(inOrder.every(isVersion)).toBe(true)
  expect(
    ['1', '1.2', 'v1.2.3', '1.2.3.4', '01.2.3', '1.2.3-', '1.2.3 ', ''].filter(isVersion),
  ).toEqual([])
})
