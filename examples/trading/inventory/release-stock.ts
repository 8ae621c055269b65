/** When an order is cancelled, others may have what it was promised. */
import { on } from '@plinth/core'
import { orderCancelled } from '../sales/index.ts'
import { endReservations } from './end-reservations.ts'

export const releaseStock = on(
  orderCancelled,
  { name: 'inventory.release-stock' },
  async ({ payload }, ctx) => endReservations(payload.orderId, ctx),
)
