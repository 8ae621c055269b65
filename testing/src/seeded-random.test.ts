/** The same seed gives the same chance. */
import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

test('the same seed gives the same numbers, another seed gives others', () => {
  const drawn = (seed: number) => {
    const random = seededRandom(seed)
    return [random.next(), random.next(), random.next()]
  }

  expect(drawn(7)).toEqual(drawn(7))
  expect(drawn(8)).not.toEqual(drawn(7))
})

test('numbers lie from 0 up to and without 1, in all parts alike', () => {
  const random = seededRandom()
  const parts = Array.from({ length: 10 }, () => 0)

  for (let draw = 0; draw < 10_000; draw++) parts[Math.floor(random.next() * 10)]! += 1

  expect(Math.min(...parts)).toBeGreaterThan(900)
  expect(Math.max(...parts)).toBeLessThan(1_100)
  expect(parts.length).toBe(10)
})

test('every byte is filled', () => {
  const random = seededRandom()
  const bytes = new Uint8Array(4_096)

  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it is no array
  random.fill(bytes)

  expect(new Set(bytes).size).toBe(256)
})
