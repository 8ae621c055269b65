/** The number under which people speak of an order. */
import type { Order } from './order.ts'

/** Takes the end of the order's id, which is unique: `SO-7M3KQ9X2VBNT`. A number that it has it keeps. */
export function orderNumber({ entity }: { entity: Pick<Order, 'id' | 'number'> }): string {
  return entity.number ?? `SO-${entity.id.slice(-12)}`
}
