/** When an order is shipped, its goods have left the house. */
import { on } from '@plinth/core'
import { orderLines, orderShipped } from '../sales/index.ts'
import { endReservations } from './end-reservations.ts'
import { stockFor } from './stock-for.ts'
import { StockItem } from './stock-item.ts'

export const issueStock = on(
  orderShipped,
  { name: 'inventory.issue-stock' },
  async ({ payload: { orderId } }, ctx) => {
    await endReservations(orderId, ctx)
    const lines = await ctx.query(orderLines({ orderId }))
    for (const { item, quantity } of await stockFor(lines, ctx)) {
      await ctx.repo(StockItem).save({ ...item, quantity: item.quantity - quantity })
    }
  },
)
