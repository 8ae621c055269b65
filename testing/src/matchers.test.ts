/** Refusals are recognised, and told apart. */
import { BusinessError, Err, Ok } from '@plinth/core'
import { expect, test } from 'vitest'
import './matchers.ts'

const overLimit = {
  field: 'entity.total',
  op: 'lte',
  expected: 100,
  actual: 124,
  passed: false,
  message: '',
}
const notManager = {
  field: 'actor.roles',
  op: 'contains',
  expected: 'boss',
  actual: [],
  passed: false,
  message: '',
}
const refusal = new BusinessError('state.refused', 'order ord_1 stays "draft"', {
  why: { rule: 'sales.within-credit', passed: false, or: [overLimit, notManager] },
})

test('a refusal is recognised by its rule and by any comparison that failed', () => {
  expect(Err(refusal)).toBeRefused('sales.within-credit')
  expect(refusal).toBeRefused('sales.within-credit', { field: 'actor.roles', actual: [] })
  expect(Err(refusal)).toBeRefused('sales.within-credit', { field: 'entity.total', expected: 100 })
})

test('another rule, another value, another error and a success are no such refusal', () => {
  expect(Err(refusal)).not.toBeRefused('sales.in-stock')
  expect(Err(refusal)).not.toBeRefused('sales.within-credit', { field: 'entity.total', actual: 99 })
  expect(new BusinessError('sales.other', 'no')).not.toBeRefused('sales.within-credit')
  expect(Ok('placed')).not.toBeRefused('sales.within-credit')
})

test('what was found instead is said', () => {
  const expectation = () => expect(Ok('placed')).toBeRefused('sales.within-credit')

  expect(expectation).toThrow('expected a refusal by sales.within-credit, and found no refusal')
})
