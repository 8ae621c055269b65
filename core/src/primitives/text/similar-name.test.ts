/** The name that was meant is found among those that there are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './similar-name.ts'

test.each([
  ['piad', ['draft', 'paid'], 'paid'],
  ['payed', ['draft', 'placed', 'paid', 'shipped'], 'paid'],
  ['quantty', ['reserved', 'quantity', 'locationId'], 'quantity'],
  ['sales.placeOrdr', ['sales.cancelOrder', 'sales.placeOrder'], 'sales.placeOrder'],
  ['CREDITLIMIT', ['creditLimit'], 'creditLimit'],
  ['cusotmer', ['customer'], 'customer'],
  ['totall', ['total', 'totals'], 'total'],
  ['lvl', ['name', 'level', 'limit'], 'level'],
  ['qty', ['reserved', 'quantity'], 'quantity'],
])('by %s, of %j, %s was meant', (name, candidates, meant) => {
  expect(nearest(name, candidates)).toBe(meant)
})

test.each([
  ['archived', ['draft', 'placed', 'paid']],
  ['id', ['to', 'it']],
  ['', ['a']],
  ['total', []],
  ['pay', ['repay', 'party line of all']],
])('%j has no neighbour in %j', (name, candidates) => {
  expect(nearest(name, candidates)).toBeUndefined()
})

test('a name longer than 64 characters has no neighbour', () => {
  expect(nearest('a'.repeat(64), ['a'.repeat(63)])).toBe('a'.repeat(63))
  expect(nearest('a'.repeat(65), ['a'.repeat(64)])).toBeUndefined()
})

test('law: one slip in a name of five letters or more is always found', () => {
  const names = fc.stringMatching(/^[a-z]{5,20}$/)
  const slips = fc.constantFrom('leave out', 'put in', 'replace', 'swap')

  fc.assert(
    fc.property(names, slips, fc.nat(), (name, slip, seed) => {
      const at = seed % (name.length - 1)
      const [before, one, two, after] = [
        name.slice(0, at),
        name[at] ?? '',
        name[at + 1] ?? '',
        name.slice(at + 2),
      ]
      const misspelt = {
        'leave out': `${before}${two}${after}`,
        'put in': `${before}${one}-${two}${after}`,
        replace: `${before}-${two}${after}`,
        swap: `${before}${two}${one}${after}`,
      }[slip]

      expect(nearest(misspelt, ['0123456789', name])).toBe(name)
    }),
  )
})
