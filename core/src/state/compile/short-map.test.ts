/** A short map answers as a map does. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ShortMap } from './short-map.ts'

const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), {
  maxLength: 40,
  selector: ([name]) => name,
})

test('a short map answers as a map does, whatever its length', () => {
  fc.assert(
    fc.property(entries, fc.array(fc.string()), (given, others) => {
      const [short, map] = [new ShortMap(given), new Map(given)]

      expect([...short]).toEqual([...map])
      expect([short.size, [...short.keys()], [...short.values()], [...short.entries()]]).toEqual([
        map.size,
        [...map.keys()],
        [...map.values()],
        [...map.entries()],
      ])
      for (const name of [...map.keys(), ...others, 'constructor', '__proto__']) {
        expect([short.get(name), short.has(name)]).toEqual([map.get(name), map.has(name)])
      }
    }),
  )
})

test('each entry is told once, in order', () => {
  const told: unknown[] = []

  new ShortMap([
    ['a', 1],
    ['b', 2],
  ]).forEach((value, name) => told.push([name, value]))

  expect(told).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})
