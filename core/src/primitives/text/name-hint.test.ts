/** Hints name what was meant, or what there is. */
import { expect, test } from 'vitest'
import { meant, meantOrKnown } from './name-hint.ts'

test('a misspelt name is answered with the one that was meant', () => {
  const states = ['draft', 'placed', 'paid']

  expect(meant('payed', states)).toBe('. Did you mean "paid"?')
  expect(meantOrKnown('payed', states)).toBe('Did you mean "paid"?')
})

test('a name like no other is answered with what there is', () => {
  const states = ['draft', 'placed']

  expect(meant('shipped', states)).toBe('')
  expect(meantOrKnown('shipped', states)).toBe('There is: draft, placed')
  expect(meantOrKnown('shipped', states, 'It has')).toBe('It has: draft, placed')
  expect(meantOrKnown('shipped', [])).toBe('There is none')
})

test('no more than twelve names are listed, those first that begin most like it', () => {
  const names = Array.from({ length: 20 }, (_, index) => `sales.event${index + 1}`)

  expect(meantOrKnown('desk.vanished', [...names, 'desk.solved'])).toBe(
    `There is: desk.solved, ${names.slice(0, 11).join(', ')} and 9 more`,
  )
})
