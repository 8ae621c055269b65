/** What can be read, and what throws when somebody does. */
import { expect, test } from 'vitest'
import { isReadable } from './readable.ts'

const trap = () => {
  throw new Error('a trap')
}

test.each<[string, unknown]>([
  ['a scalar', 1],
  ['a record of lists', { a: [1, { b: null }] }],
  ['a circle', circle()],
  ['a proxy that lets everything through', new Proxy({ a: 1 }, {})],
])('%s can be read', (_, value) => {
  expect(isReadable(value)).toBe(true)
})

test.each<[string, unknown]>([
  [
    'a getter that throws',
    { a: [Object.defineProperty({}, 'b', { get: trap, enumerable: true })] },
  ],
  ['a proxy without keys', { a: new Proxy({}, { get: trap }) }],
  ['a proxy without a prototype to show', [new Proxy([], { getPrototypeOf: trap })]],
  ['a list of more than 100,000 items', Array.from({ length: 100_001 }, () => 1)],
  ['a value of more than 100,000 levels', nested(100_001)],
])('%s cannot', (_, value) => {
  expect(isReadable(value)).toBe(false)
})

function circle(): object {
  const value: unknown[] = []
  value.push({ value })
  return value
}

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}
