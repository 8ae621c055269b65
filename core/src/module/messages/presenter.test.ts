/** Sensitive fields stay out of answers, wherever in them a record or an event stands. */
import { expect, test } from 'vitest'
import { defineEntity, entitySchema } from '../../entity/index.ts'
import { field } from '../../schema/index.ts'
import { createPresenter } from './presenter.ts'

const definition = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string(),
    note: field.string({ sensitive: true }),
    payerId: field.ref('Customer', { sensitive: true, optional: true }),
  },
})
const present = createPresenter([entitySchema(definition, { namespace: 'sales' })])
const order = { id: 'ord_1', version: 2, number: 'SO-1', note: 'hush' }
const shown = { id: 'ord_1', version: 2, number: 'SO-1' }

test('a record loses its sensitive fields, on its own and deep inside an answer', () => {
  const answer = { page: { data: [order] }, first: order }

  const presented = present(answer, () => false)

  expect(presented).toEqual({ page: { data: [shown] }, first: shown })
})

test('what a sensitive ref leads to stays out with it', () => {
  const payer = { id: 'cus_1', version: 1, name: 'Ada' }

  const presented = present({ ...order, payerId: 'cus_1', payer, customer: payer }, () => false)

  expect(presented).toEqual({ ...shown, customer: payer })
})

test('an event loses the sensitive fields of what it is about, and of records in its payload', () => {
  const event = {
    aggregateType: 'Order',
    payload: { note: 'hush', copies: [order], reason: 'late' },
  }

  const presented = present(event, () => false)

  expect(presented).toEqual({
    aggregateType: 'Order',
    payload: { copies: [shown], reason: 'late' },
  })
})

test('whoever may reveal them gets them', () => {
  const presented = present([order], ({ name }) => name === 'Order')

  expect(presented).toEqual([order])
})
