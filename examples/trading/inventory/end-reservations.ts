/** Ends what an order was promised. */
import type { Id, SystemContext } from '@plinth/core'
import { Reservation } from './reservation.ts'
import { StockItem } from './stock-item.ts'

/** Gives the order's reservations back. An order that came from a file has none. */
export async function endReservations(orderId: Id<'Order'>, ctx: SystemContext): Promise<void> {
  for (const { id, stockItemId, quantity } of await ctx.repo(Reservation).findAll({ orderId })) {
    const item = await ctx.repo(StockItem).findByIdOrFail(stockItemId)
    await ctx.repo(StockItem).save({ ...item, reserved: item.reserved - quantity })
    await ctx.repo(Reservation).delete(id)
  }
}
