/** What an event does to an order. */
import { expect, test } from 'vitest'
import { defineEntity } from '../entity/index.ts'
import { Ok } from '../primitives/index.ts'
import { compileRule, defineRule } from '../rule/index.ts'
import { field } from '../schema/index.ts'
import { assign, emit, log, now } from './actions.ts'
import { compileMachine } from './compile/compile-machine.ts'
import { defineMachine } from './define-machine.ts'
import { allowedEvents, stateOf, transition } from './transition.ts'

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    status: field.oneOf(['draft', 'placed', 'cancelled']),
    total: field.number(),
    note: field.string({ optional: true }),
    placedAt: field.date({ optional: true }),
  },
})

const withinCredit = defineRule('sales.within-credit', Order, {
  field: 'entity.total',
  op: 'lte',
  value: 100,
})

const isLarge = defineRule('sales.large', Order, { field: 'entity.total', op: 'gt', value: 1_000 })

const order = compileMachine(
  defineMachine({
    id: 'order',
    entity: Order,
    initial: 'draft',
    states: {
      draft: {
        exit: [assign('note', null)],
        on: {
          place: {
            target: 'placed',
            guard: withinCredit,
            actions: [assign('placedAt', now), emit('sales.order.placed')],
          },
          cancel: 'cancelled',
          review: [{ target: 'cancelled', guard: isLarge }, { target: 'draft' }],
        },
      },
      placed: { terminal: true, entry: [log('placed')] },
      cancelled: { terminal: true },
    },
  }),
  (guard) => compileRule(guard),
)

const withTotal = (total: number) => ({ entity: { total } })

test('an order within its credit is placed, and what is to be done comes back in order', () => {
  const result = transition(order, 'draft', 'place', withTotal(99))

  expect(result).toEqual(
    Ok({
      from: 'draft',
      to: 'placed',
      actions: [
        assign('note', null),
        assign('placedAt', now),
        emit('sales.order.placed'),
        log('placed'),
      ],
    }),
  )
})

test('an order over its credit stays a draft, and says why and what is possible instead', () => {
  const result = transition(order, 'draft', 'place', withTotal(124))

  expect(result).toMatchObject({
    ok: false,
    error: {
      machine: 'order',
      state: 'draft',
      event: 'place',
      allowed: ['cancel', 'review'],
      barred: [
        {
          target: 'placed',
          why: { rule: 'sales.within-credit', expected: 100, actual: 124, passed: false },
        },
      ],
    },
  })
})

test('of several candidates the first whose guard holds is taken', () => {
  const large = transition(order, 'draft', 'review', withTotal(2_000))
  const small = transition(order, 'draft', 'review', withTotal(1))

  expect(large).toMatchObject({ value: { to: 'cancelled' } })
  expect(small).toMatchObject({ value: { to: 'draft' } })
})

test('a transition to the state itself leaves it and enters it again', () => {
  const result = transition(order, 'draft', 'review', withTotal(1))

  expect(result).toMatchObject({ value: { to: 'draft', actions: [assign('note', null)] } })
})

test('an event that the state does not know is refused without a reason but the state', () => {
  const result = transition(order, 'placed', 'cancel', withTotal(1))

  expect(result).toMatchObject({ ok: false, error: { allowed: [], barred: [] } })
})

test('an event named like a property of objects is unknown', () => {
  const result = transition(order, 'draft', 'constructor', withTotal(1))

  expect(result).toMatchObject({ ok: false, error: { barred: [] } })
})

test('a record in a state that the machine lost is a broken program, not a refusal', () => {
  expect(() => transition(order, 'shipped', 'cancel', {})).toThrow(
    'machine "order" has no state "shipped"; it has: draft, placed, cancelled',
  )
})

test('the allowed events are those that would change the state now', () => {
  const events = allowedEvents(stateOf(order, 'draft'), withTotal(99))

  expect(events).toEqual(['place', 'cancel', 'review'])
})
