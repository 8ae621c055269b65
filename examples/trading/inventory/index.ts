/** Inventory: what is in the house, and what of it is promised to whom. */
import { defineModule } from '@plinth/core'
import { catalog } from '../catalog/index.ts'
import { sales } from '../sales/index.ts'
import { backOrders } from './back-orders.ts'
import { stockReserved, stockShort } from './events.ts'
import { issueStock } from './issue-stock.ts'
import { releaseStock } from './release-stock.ts'
import { Reservation } from './reservation.ts'
import { reserveStock } from './reserve-stock.ts'
import { StockItem } from './stock-item.ts'

export const inventory = defineModule({
  id: 'inventory',
  version: '1.0.0',
  dependsOn: [catalog, sales],
  entities: [StockItem, Reservation],
  events: [stockReserved, stockShort],
  queries: [backOrders],
  subscriptions: [reserveStock, releaseStock, issueStock],
})

export { StockItem }
