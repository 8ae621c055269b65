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

const machine: StateMachine<'draft' | 'placed' | 'cancelled', 'place' | 'cancel'> = defineMachine({
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
            assign('number', ({ entity }) => `${String(entity['number'])}!`),
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
