/** Names become words for addresses. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slug } from './slug.ts'

test.each([
  ['Größe & Gewicht', 'groesse-gewicht'],
  ['Crème Brûlée', 'creme-brulee'],
  ['  Łódź / Ærøskøbing!  ', 'lodz-aeroskobing'],
  ['Straße 7½', 'strasse-71-2'],
  ['ＦＵＬＬ　ｗｉｄｔｈ', 'full-width'],
  ["It's Ada’s", 'it-s-adas'],
  ['İstanbul ığdır', 'istanbul-igdir'],
  ['a_b.c--d', 'a-b-c-d'],
  ['東京', ''],
  ['', ''],
])('%j becomes %j', (text, wanted) => {
  expect(slug(text)).toBe(wanted)
})

test('a long name is cut between words, or inside one when too much would be lost', () => {
  expect(slug('the quick brown fox', 12)).toBe('the-quick')
  expect(slug('the quick brown', 9)).toBe('the-quick')
  expect(slug('a donaudampfschifffahrt', 12)).toBe('a-donaudampf')
})

test('law: a slug is bounded, well formed, and its own slug', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 200 })

  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, longest) => {
      const made = slug(text, longest)

      expect(made).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
      expect(made.length).toBeLessThanOrEqual(longest)
      expect(slug(made, longest)).toBe(made)
    }),
  )
})

test('of a huge text only the beginning is looked at', () => {
  expect(slug('ä'.repeat(1_000_000))).toHaveLength(64)
})
