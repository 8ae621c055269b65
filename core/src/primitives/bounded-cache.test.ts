/** A cache remembers so many values, and no more. */
import { expect, test, vi } from 'vitest'
import { boundedCache } from './bounded-cache.ts'

test('a key is computed once while it is remembered', () => {
  const make = vi.fn((key: string) => ({ key }))
  const cached = boundedCache(2, make)

  const first = cached('a')

  expect(cached('a')).toBe(first)
  expect(make).toHaveBeenCalledTimes(1)
})

test('beyond its limit the oldest key gives way, and only that', () => {
  const make = vi.fn((key: string) => ({ key }))
  const cached = boundedCache(2, make)

  for (const key of ['a', 'b', 'c', 'b', 'c', 'a']) cached(key)

  expect(make.mock.calls.map(([key]) => key)).toEqual(['a', 'b', 'c', 'a'])
})

test('a failure is not remembered', () => {
  let tries = 0
  const cached = boundedCache(2, () => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return { tries }
  })

  expect(() => cached('a')).toThrow('not yet')
  expect(cached('a')).toEqual({ tries: 2 })
})
