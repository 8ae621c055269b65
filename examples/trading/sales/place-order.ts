/** Places an order: what a customer wants becomes an order with lines, and inventory hears of it. */
import { defineCommand, permission } from '@plinth/core'
import { productPrices } from '../catalog/index.ts'
import { Customer } from './customer.ts'
import { draft, linesOf } from './draw-up.ts'
import { Order } from './order.ts'
import { orderForm } from './order-form.ts'
import { OrderLine } from './order-line.ts'
import { orderMachine } from './order-machine.ts'

export const placeOrder = defineCommand('sales.placeOrder', {
  description: 'Draws up an order at the prices of today and places it.',
  input: orderForm,
  allow: permission('sales.order.place'),
  async handle({ payload }, ctx) {
    await ctx.repo(Customer).findByIdOrFail(payload.customerId)
    const prices = await ctx.query(
      productPrices({ ids: payload.lines.map((line) => line.productId) }),
    )
    const order = await ctx.repo(Order).save(draft(payload, prices))
    await ctx.repo(OrderLine).saveBatch(linesOf(order, payload, prices))
    return ctx.fire(orderMachine, order, 'place')
  },
})
