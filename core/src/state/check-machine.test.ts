/** Mistakes in machines, all at once. */
import { expect, test } from 'vitest'
import { defineEntity } from '../entity/index.ts'
import { field, keyed } from '../schema/index.ts'
import { assign } from './actions.ts'
import { checkMachine } from './check-machine.ts'
import { defineMachine } from './define-machine.ts'
import type { StateMachine } from './machine.ts'

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    status: field.oneOf(['draft', 'placed', 'paid'], { default: 'draft' }),
    placedAt: field.date({ optional: true }),
  },
})

// What a file brings: the compiler has seen nothing of it.
function problems(states: object, rest: object = {}): readonly string[] {
  const data = { id: 'order', entityType: 'Order', initial: 'draft' }
  return checkMachine({ ...data, states, ...rest } as StateMachine, Order)
}

test('a machine in order has no problems', () => {
  const machine = defineMachine({
    id: 'order',
    entity: Order,
    initial: 'draft',
    states: {
      draft: { on: { place: 'placed' }, exit: [assign('placedAt', 1)] },
      placed: { on: { pay: 'paid' } },
      paid: { terminal: true },
    },
  })

  expect(checkMachine(machine, Order)).toEqual([])
})

test('every mistake is told at once, with the name that was meant', () => {
  const found = problems(
    {
      draft: { on: { place: [{ target: 'placed' }, { target: 'draft' }] } },
      placed: { on: { pay: 'payed' } },
      paid: { terminal: true, on: { back: 'draft' } },
      lost: {},
    },
    { initial: 'draff' },
  )

  expect(found).toEqual([
    'machine "order": initial "draff" is not a state. Did you mean "draft"?',
    'machine "order", state "draft": "place" to "placed" has no guard, so what stands behind it is never taken',
    'machine "order", state "placed": target "payed" is not a state. Did you mean "paid"?',
    'machine "order", state "paid": it is terminal and has exits: "back"',
    'machine "order", state "lost": it has no exit; say terminal: true if it is an end',
    'machine "order", state "draft": nothing leads to it',
    'machine "order", state "placed": nothing leads to it',
    'machine "order", state "paid": nothing leads to it',
    'machine "order", state "lost": nothing leads to it',
    'machine "order", state "lost": Order.status cannot hold it. There is: draft, placed, paid',
    'machine "order": Order.status has the default "draft", and the machine begins in "draff"',
  ])
})

test('what time does leads to a state, and is an exit', () => {
  const found = problems({
    draft: {
      after: [
        { delay: 1, target: 'plaid' },
        { delay: 2, target: 'placed' },
      ],
    },
    placed: { on: { pay: 'paid' } },
    paid: { terminal: true, after: [{ delay: 1, target: 'draft' }] },
  })

  expect(found).toEqual([
    'machine "order", state "draft": target "plaid" is not a state. Did you mean "paid"?',
    'machine "order", state "paid": it is terminal and has exits: "after"',
  ])
})

test('two events that read the same are one too many', () => {
  const found = problems({
    draft: { on: { putDown: 'placed' } },
    placed: { on: { 'put-down': 'paid' } },
    paid: { terminal: true },
  })

  expect(found).toEqual([
    'machine "order": the events "putDown" and "put-down" read the same; keep one',
  ])
})

test('each value of the field is a state', () => {
  const found = problems({ draft: { on: { place: 'placed' } }, placed: { terminal: true } })

  expect(found).toEqual(['machine "order": Order.status may be "paid", which is no state'])
})

test('what is assigned exists, and is not the state', () => {
  const found = problems({
    draft: { on: { place: { target: 'placed', actions: [assign('placedOn', 1)] } } },
    placed: { on: { pay: 'paid' }, entry: [assign('status', 'paid')] },
    paid: { terminal: true },
  })

  expect(found).toEqual([
    'machine "order": it assigns "placedOn", which Order has not. Did you mean "placedAt"?',
    'machine "order": it assigns "status", which only transitions change',
  ])
})

test('the field that a machine drives is there, and is an enum', () => {
  const states = { draft: { terminal: true } }
  const text = { name: 'Order', fields: keyed({ status: field.string() }) }

  expect(problems(states, { field: 'statu' })).toEqual([
    'machine "order": Order has no field "statu". Did you mean "status"?',
  ])
  expect(checkMachine({ id: 'm', entityType: 'Order', initial: 'draft', states }, text)).toEqual([
    'machine "m": Order.status is of type string; it must be an enum',
  ])
})

test.each([
  [{ draft: 'placed' }, 'state "draft": a state is an object, at the least {}'],
  [{ draft: { terminl: true } }, '"terminl" is not known. Did you mean "terminal"?'],
  [{ draft: { on: [] } }, '"on" must be an object of events'],
  [{ draft: { on: { place: 1 } } }, '"place" must lead to a state'],
  [{ draft: { on: { place: [] } } }, '"place" leads nowhere'],
  [{ draft: { on: { 'a b': 'draft' } } }, 'the event "a b" must be a word'],
  [{ draft: { on: { toString: 'draft' } } }, 'the event "toString" must be a word'],
  [{ draft: { entry: [{ type: 'mail' }] } }, '"entry" holds what is no action'],
  [{ draft: { entry: [{ type: 'emit' }] } }, 'the action "emit" needs a text as "event"'],
  [[], '"states" must be an object of states'],
  [{ draft: { color: 'amber' } }, '"color" must be like #F59E0B'],
  [{ draft: { label: 1 } }, '"label" must be a text'],
  [{ draft: { after: { delay: 1 } } }, '"after" must be a list of { delay, target }'],
  [{ draft: { after: [{ delay: -1, target: 'draft' }] } }, '"after[0]" needs a delay'],
  [{ draft: { after: [{ delay: 1e20, target: 'draft' }] } }, 'above 0 and at most 100 years'],
  [{ draft: { after: [{ delay: Number.NaN, target: 'draft' }] } }, '"after[0]" needs a delay'],
  [{ draft: { after: [{ delay: 1 }] } }, '"after[0]" must lead to a state'],
])('data that is no machine is refused: %j', (states, message) => {
  expect(problems(states).join('\n')).toContain(message)
})
