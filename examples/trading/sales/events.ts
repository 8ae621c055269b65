/** What sales tells the others. */
import { defineEvent, field } from '@plinth/core'
import { Order } from './order.ts'

export const orderPlaced = defineEvent('sales.order.placed', {
  orderId: field.ref(Order),
  total: field.money(),
})

export const orderShipped = defineEvent('sales.order.shipped', { orderId: field.ref(Order) })

export const orderCancelled = defineEvent('sales.order.cancelled', { orderId: field.ref(Order) })
