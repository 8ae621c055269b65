/** Mistakes in machines, all at once. */
import { expect, test } from 'vitest'
import { defineEntity } from '../../entity/index.ts'
import { field, keyed } from '../../schema/index.ts'
import { assign } from '../actions.ts'
import { checkMachine } from './check-machine.ts'
import { defineMachine } from '../define-machine.ts'
import type { StateMachine } from '../machine.ts'

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
    'machine "order", state "draft": it assigns "placedOn", which Order has not. Did you mean "placedAt"?',
    'machine "order", state "placed": it assigns "status", which only transitions change',
  ])
})

test('what is assigned can be stored: no computed field, and no value that its field refuses', () => {
  const fields = [...Order.fields, ...keyed({ title: field.computed(field.string(), () => 'x') })]
  const found = checkMachine(
    {
      id: 'order',
      entityType: 'Order',
      initial: 'draft',
      states: {
        draft: {
          on: {
            place: {
              target: 'placed',
              actions: [{ type: 'assign', field: 'placedAt', value: 'soon' }],
            },
          },
        },
        placed: {
          on: { pay: 'paid' },
          entry: [
            { type: 'assign', field: 'title', value: 'x' },
            { type: 'assign', field: 'placedAt', value: null },
          ],
        },
        paid: { terminal: true },
      },
    },
    { name: 'Order', fields },
  )

  expect(found).toEqual([
    'machine "order", state "draft": it assigns "placedAt" a value that it refuses: placedAt must be an instant in epoch milliseconds, not a text',
    'machine "order", state "placed": it assigns "title", which Order computes and does not store',
  ])
})

test('what has not the shape of a machine hides nothing of the rest', () => {
  const found = problems({
    draft: { on: { place: 'plced' }, after: [{ delay: -1, target: 'paid' }], color: 'amber' },
    placed: { terminal: true, on: { pay: { target: 'paid', gard: {} } } },
    paid: { terminal: true, entry: [assign('placedOn', 1), { type: 'mail' }] },
  })

  expect(found).toEqual([
    'machine "order", state "draft": "color" must be like #F59E0B',
    'machine "order", state "draft": "after[0]" needs a delay in milliseconds, above 0 and at most 100 years',
    'machine "order", state "placed": "gard" is not known. Did you mean "guard"?',
    'machine "order", state "paid": "entry" holds what is no action; there are: emit, dispatch, assign, log',
    'machine "order", state "draft": target "plced" is not a state. Did you mean "placed"?',
    'machine "order", state "placed": it is terminal and has exits: "pay"',
    'machine "order", state "placed": nothing leads to it',
    'machine "order", state "paid": it assigns "placedOn", which Order has not. Did you mean "placedAt"?',
  ])
})

test('where a way out cannot be read, nobody says that a state has none', () => {
  const found = problems({
    draft: { on: { place: 1 } },
    placed: { on: { pay: 'paid' } },
    paid: { terminal: true },
  })

  expect(found).toEqual([
    'machine "order", state "draft": "place" must lead to a state: its name, or { target: … }',
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

test.each([
  ['null', null],
  ['a text', 'order'],
  ['a machine without an id', { states: {} }],
  ['a machine whose id answers for itself', { id: { toString: unexpected }, states: {} }],
])('%s is refused in a sentence, and nothing of it is called', (_, data) => {
  const [first = ''] = checkMachine(data as never, Order)

  expect(first).toMatch(/^the machine: /)
})

test('a machine that throws when it is read is refused', () => {
  const states = Object.defineProperty({}, 'draft', { get: unexpected, enumerable: true })

  expect(problems(states)).toEqual(['the machine cannot be read: one of its parts throws an error'])
})

const many = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, value]))

test.each<[string, object]>([
  ['it has 201 states; at most 200 are allowed', many(201, {})],
  [
    'it has 2001 transitions; at most 2000 are allowed',
    { draft: { on: many(2000, 'draft') }, end: { after: [{ delay: 1, target: 'draft' }] } },
  ],
  ['a name has at most 200 characters', { ['x'.repeat(1_000_000)]: { terminal: true } }],
  [
    '"entry" has 101 actions; at most 100 are allowed',
    { draft: { entry: Array.from({ length: 101 }, () => assign('placedAt', 1)), terminal: true } },
  ],
  ['"label" must be a text of at most 10000 characters', { draft: { label: 'x'.repeat(10_001) } }],
])('a machine from anybody has bounds: %s', (sentence, states) => {
  const [first = ''] = problems(states)

  expect(first).toContain(sentence)
  expect(first.length).toBeLessThan(400)
})

test('of many mistakes, the first 50 are told', () => {
  const states = many(200, { on: { go: 'nowhere' } })

  expect(problems(states)).toHaveLength(50)
})

function unexpected(): never {
  throw new Error('called')
}
