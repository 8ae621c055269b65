/** Sales: who buys, what they have ordered, and how far it has come. */
import { defineModule } from '@plinth/core'
import { catalog } from '../catalog/index.ts'
import { addUpOrders } from './add-up-orders.ts'
import { withinCredit } from './credit.ts'
import { Customer } from './customer.ts'
import { orderCancelled, orderPlaced, orderShipped } from './events.ts'
import { openOrders } from './open-orders.ts'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'
import { orderLines } from './order-lines.ts'
import { orderMachine } from './order-machine.ts'
import { placeOrder } from './place-order.ts'

export const sales = defineModule({
  id: 'sales',
  version: '1.0.0',
  dependsOn: [catalog],
  entities: [Customer, Order, OrderLine],
  machines: [orderMachine],
  rules: [withinCredit],
  events: [orderPlaced, orderShipped, orderCancelled],
  commands: [placeOrder, addUpOrders],
  queries: [openOrders, orderLines],
})

export { Customer, Order, orderCancelled, orderLines, orderPlaced, orderShipped, placeOrder }
