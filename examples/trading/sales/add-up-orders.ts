/** Gives orders that came from a file their totals: a file of orders knows none, a file of lines does. */
import { defineCommand, type Money, money, permission } from '@plinth/core'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'

export const addUpOrders = defineCommand('sales.addUpOrders', {
  description: 'Adds up the lines of orders that have no total; 500 orders at a time.',
  input: {},
  allow: permission('sales.order.add-up'),
  async handle(_command, ctx) {
    const { data: orders, hasNext } = await ctx
      .repo(Order)
      .findMany({ total: { amount: 0, currency: 'USD' } }, { limit: 500 })
    const orderIds = orders.map(({ id }) => id)
    const totals = totalsOf(await ctx.repo(OrderLine).findAll({ orderId: { in: orderIds } }))

    const totalled = orders.flatMap((order) => {
      const total = totals.get(order.id)
      return total ? [{ ...order, total }] : []
    })
    await ctx.repo(Order).saveBatch(totalled)
    return { addedUp: totalled.length, isMore: hasNext }
  },
})

function totalsOf(lines: readonly OrderLine[]): ReadonlyMap<string, Money> {
  const totals = new Map<string, Money>()
  for (const { orderId, total } of lines) {
    const before = totals.get(orderId)
    totals.set(orderId, before ? money.add(before, total) : total)
  }
  return totals
}
