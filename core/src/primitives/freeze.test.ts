/** Definitions are frozen all the way down. */
import { expect, test } from 'vitest'
import { deepFreeze } from './freeze.ts'

test('a definition is frozen all the way down, and is the same object', () => {
  const machine = { id: 'order', states: [{ on: { place: { target: 'placed' } } }] }

  const frozen = deepFreeze(machine)

  expect(frozen).toBe(machine)
  expect(Object.isFrozen(frozen.states)).toBe(true)
  expect(Object.isFrozen(frozen.states[0]?.on.place)).toBe(true)
  expect(() => frozen.states.push({ on: { place: { target: 'paid' } } })).toThrow(TypeError)
})

test('what a frozen part holds is frozen too', () => {
  const inner = { amount: 1 }

  deepFreeze({ outer: Object.freeze({ inner }) })

  expect(Object.isFrozen(inner)).toBe(true)
})

test('functions and objects of a class are left alone', () => {
  const guard = () => true
  const seen = new Map([['a', { count: 0 }]])
  const bytes = new Uint8Array(4)

  deepFreeze({ guard, seen, bytes })

  expect([guard, seen, seen.get('a'), bytes].map(Object.isFrozen)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a circle is frozen once round', () => {
  const circle: { self?: object } = {}
  circle.self = circle

  deepFreeze(circle)

  expect(Object.isFrozen(circle)).toBe(true)
})

test.each([null, undefined, 7, 'text', Symbol.iterator])('%s is frozen as it is', (value) => {
  expect(deepFreeze(value)).toBe(value)
})
