/** When an order is placed, all that it wants is reserved; what is not in the house is told. */
import { type Id, on, type SystemContext } from '@plinth/core'
import { orderLines, orderPlaced } from '../sales/index.ts'
import { stockReserved, stockShort } from './events.ts'
import { Reservation } from './reservation.ts'
import { type StockAmount, stockFor } from './stock-for.ts'
import { StockItem } from './stock-item.ts'

export const reserveStock = on(
  orderPlaced,
  { name: 'inventory.reserve-stock' },
  async ({ payload: { orderId } }, ctx) => {
    const lines = await ctx.query(orderLines({ orderId }))
    for (const wanted of await stockFor(lines, ctx)) await reserve(orderId, wanted, ctx)
  },
)

async function reserve(
  orderId: Id<'Order'>,
  { item, quantity }: StockAmount,
  ctx: SystemContext,
): Promise<void> {
  const promised = item.reserved + quantity
  const { id: stockItemId } = await ctx.repo(StockItem).save({ ...item, reserved: promised })
  await ctx.repo(Reservation).save({ orderId, stockItemId, quantity })
  await ctx.publish(stockReserved({ stockItemId, orderId, quantity }))

  const missing = Math.min(quantity, promised - item.quantity)
  if (missing > 0) await ctx.publish(stockShort({ stockItemId, orderId, missing }))
}
