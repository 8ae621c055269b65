/** What the keyboard says of machines. */
import { defineEntity } from '../entity/index.ts'
import { defineEvent } from '../event/index.ts'
import { defineRule } from '../rule/index.ts'
import { field } from '../schema/index.ts'
import { assign, dispatch, emit, log, now } from './actions.ts'
import { defineMachine } from './define-machine.ts'
import type { StateMachine } from './machine.ts'

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string(),
    status: field.oneOf(['draft', 'placed', 'cancelled'], { default: 'draft' }),
    total: field.money(),
    placedAt: field.date({ optional: true }),
  },
})
const orderPlaced = defineEvent('sales.order.placed', { orderId: field.ref(Order) })
const isSmall = defineRule('sales.small', Order, { field: 'entity.number', op: 'exists' })

const machine: StateMachine<'draft' | 'placed' | 'cancelled', 'place' | 'cancel', 'Order'> =
  defineMachine({
    id: 'order',
    entity: Order,
    initial: 'draft',
    states: {
      draft: {
        on: {
          place: {
            target: 'placed',
            guard: isSmall,
            actions: [
              assign('placedAt', now),
              assign('number', ({ entity }) => `${entity.number}!`),
              emit(orderPlaced),
              emit(orderPlaced({ orderId: 'ord_1' })),
              dispatch('sales.sendInvoice'),
              log('placed'),
            ],
          },
          cancel: 'cancelled',
        },
      },
      placed: { on: { cancel: [{ target: 'cancelled', guard: isSmall }, { target: 'draft' }] } },
      cancelled: { terminal: true, entry: [emit('sales.order.cancelled')] },
    },
  })

declare function fire<Event extends string>(
  definition: StateMachine<string, Event>,
  event: NoInfer<Event>,
): void

fire(machine, 'place')
// @ts-expect-error there is no such event
fire(machine, 'plaice')

const rest = { placed: { terminal: true }, cancelled: { terminal: true } } as const

defineMachine({
  id: 'order',
  entity: Order,
  // @ts-expect-error there is no such state to begin in
  initial: 'draf',
  states: { draft: { on: { place: 'placed', cancel: 'cancelled' } }, ...rest },
})

defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error there is no such state to go to
  states: { draft: { on: { place: 'payed' } }, ...rest },
})

defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error a state is missing
  states: { draft: { on: { place: 'placed' } }, placed: { terminal: true } },
})

defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error there is no such field
  states: { draft: { exit: [assign('placedOn', now)], on: { place: 'placed' } }, ...rest },
})

defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error the machine itself drives the status
  states: { draft: { exit: [assign('status', 'placed')], on: { place: 'placed' } }, ...rest },
})

const Shipment = defineEntity({
  name: 'Shipment',
  idPrefix: 'shp_',
  fields: { stage: field.oneOf(['packed', 'sent']) },
})

defineMachine({
  id: 'shipment',
  entity: Shipment,
  field: 'stage',
  initial: 'packed',
  states: { packed: { on: { send: 'sent' } }, sent: { terminal: true } },
})

// What an assignment is made from is the record, with its fields' types.
defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  states: {
    draft: {
      on: { place: 'placed' },
      exit: [
        assign('number', ({ entity }) => `${entity.number} of ${entity.status}`),
        assign('placedAt', ({ now: time }) => time),
        assign('placedAt', null),
      ],
    },
    ...rest,
  },
})

// Written outside of a machine it may stand in any: the boot looks at it then.
const stamp = assign('placedAt', now)
defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  states: { draft: { on: { place: 'placed' }, exit: [stamp] }, ...rest },
})

defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error a number is not a text
  states: { draft: { exit: [assign('number', 3)], on: { place: 'placed' } }, ...rest },
})

defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error nor is what a function makes
  states: { draft: { exit: [assign('number', now)], on: { place: 'placed' } }, ...rest },
})

const isHeavy = defineRule('sales.heavy', Shipment, { field: 'entity.stage', op: 'exists' })
const always = defineRule('sales.always', { field: 'actor.id', op: 'exists' })
defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  states: {
    draft: {
      on: {
        place: [
          { target: 'placed', guard: always },
          { target: 'placed', guard: { and: [isSmall, { field: 'entity.total', op: 'exists' }] } },
          // @ts-expect-error the rule is about shipments
          { target: 'placed', guard: isHeavy },
          // @ts-expect-error there is no such field to read
          { target: 'placed', guard: { field: 'entity.totl', op: 'exists' } },
        ],
      },
    },
    ...rest,
  },
})

// @ts-expect-error an order has no stage
defineMachine({ id: 'order', entity: Order, field: 'stage', initial: 'draft', states: {} })
