/** The life of an order. */
import { assign, days, defineMachine, emit, now } from '@plinth/core'
import { withinCredit } from './credit.ts'
import { orderCancelled, orderPlaced, orderShipped } from './events.ts'
import { Order } from './order.ts'
import { orderNumber } from './order-number.ts'

export const orderMachine = defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  states: {
    draft: {
      on: {
        place: {
          target: 'placed',
          guard: withinCredit,
          actions: [assign('number', orderNumber), assign('placedAt', now), emit(orderPlaced)],
        },
        cancel: 'cancelled',
      },
    },
    placed: {
      on: { pay: 'paid', cancel: 'cancelled' },
      after: [{ delay: days(14), target: 'cancelled', description: 'not paid in two weeks' }],
    },
    paid: {
      on: { ship: { target: 'shipped', actions: [assign('shippedAt', now), emit(orderShipped)] } },
    },
    shipped: { terminal: true },
    cancelled: { terminal: true, entry: [emit(orderCancelled)] },
  },
})
