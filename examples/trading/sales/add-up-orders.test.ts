/** What becomes of orders that a file brought in. */
import { actor, type Fact, given, usd } from '@plinth/testing'
import { expect, test } from 'vitest'
import { Product } from '../catalog/index.ts'
import { trading } from '../trading.ts'
import { addUpOrders } from './add-up-orders.ts'
import { Customer } from './customer.ts'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'

const manager = actor('sales-manager')

test('an order without a total gets that of its lines, once', async () => {
  const shop = await given(trading, orderOfTwoLines())

  const first = await shop.as(manager).dispatch(addUpOrders({}))
  const again = await shop.as(manager).dispatch(addUpOrders({}))

  expect(await shop.the(Order)).toMatchObject({ total: usd(440), version: 2 })
  expect(first).toEqual({ addedUp: 1, isMore: false })
  expect(again).toEqual({ addedUp: 0, isMore: false })
})

function orderOfTwoLines(): Fact {
  return async (shop) => {
    const { id: customerId } = await shop.create(Customer, {
      code: 'BRAGA',
      name: 'Vins et alcools',
    })
    const { id: orderId } = await shop.create(Order, { number: 'SO-1000', customerId })
    for (const [code, quantity, unitPrice, total] of [
      ['TEA', 12, usd(14), usd(168)],
      ['MATE', 10, usd(27.2), usd(272)],
    ] as const) {
      const { id: productId } = await shop.create(Product, { code, name: code, unitPrice })
      await shop.create(OrderLine, { orderId, productId, quantity, unitPrice, total })
    }
  }
}
