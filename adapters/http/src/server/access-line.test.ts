/** The line of a request says why it was refused. */
import { BusinessError, CoreError } from '@plinth/core'
import { expect, test } from 'vitest'
import { noteOf } from './access-line.ts'

const leaf = (message: string, passed: boolean) => ({ field: 'f', op: 'eq', passed, message })

test('a refusal is noted by its reasons, all of those that could have let it pass', () => {
  const overLimit = leaf('total 124.00 USD is over 100.00 USD', false)
  const noManager = leaf('actor.roles does not contain "sales-manager"', false)
  const why = {
    passed: false,
    and: [leaf('it is open', true), { passed: false, or: [overLimit, noManager] }],
  }

  expect(noteOf(new BusinessError('state.refused', 'stays "draft"', { why }))).toBe(
    'refused: total 124.00 USD is over 100.00 USD, and actor.roles does not contain "sales-manager"',
  )
})

test('what must not hold, and does, is a reason, and from the third on reasons are counted', () => {
  const not = { passed: false, not: leaf('severity is "critical"', true) }
  const why = { passed: false, and: [not, leaf('a', false), leaf('b', false), leaf('c', false)] }

  expect(noteOf(new BusinessError('state.refused', 'stays "draft"', { why }))).toBe(
    'refused: severity is "critical", and a, and 2 more',
  )
})

test('a refusal without a rule is noted by its message', () => {
  expect(noteOf(new BusinessError('state.refused', 'order stays "draft"'))).toBe(
    'refused: order stays "draft"',
  )
})

test('whatever else failed is noted by its code', () => {
  expect(noteOf(new CoreError('entity.not-found', 'there is no Order'))).toBe(
    'entity.not-found: there is no Order',
  )
})

test('a note cannot steer the terminal, and is no longer than a line', () => {
  const note = noteOf(new CoreError('a.b', `\u001b[2Jboo\r\n${'x'.repeat(500)}`))

  expect(note).toMatch(/^a\.b: {2}\[2Jboo x+…$/)
  expect(note.length).toBeLessThanOrEqual(161)
})
