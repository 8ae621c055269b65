/** What orders do to the stock. */
import { actor, type Fact, given, type World } from '@plinth/testing'
import { expect, test } from 'vitest'
import { Product } from '../catalog/index.ts'
import { Customer, Order, placeOrder } from '../sales/index.ts'
import { trading } from '../trading.ts'
import { backOrders } from './back-orders.ts'
import { Reservation } from './reservation.ts'
import { StockItem } from './stock-item.ts'

const manager = actor('sales-manager')
const warehouse = actor('warehouse')

test('what is ordered is reserved', async () => {
  const shop = await given(trading, teaInStock(39))

  await order(shop, 10)
  await shop.settled()

  expect(await shop.the(StockItem)).toMatchObject({ quantity: 39, reserved: 10 })
  expect(await shop.all(Reservation)).toMatchObject([{ quantity: 10 }])
  expect(shop.events()).not.toContain('inventory.stock.short')
})

test('what is not in the house is reserved too, and told: it is on back order', async () => {
  const shop = await given(trading, teaInStock(39))

  await order(shop, 30)
  await order(shop, 30)
  await shop.settled()

  expect(await shop.the(StockItem)).toMatchObject({ quantity: 39, reserved: 60 })
  expect(await shop.as(warehouse).query(backOrders({}))).toMatchObject([{ reserved: 60 }])
  expect(shop.events().filter((type) => type.startsWith('inventory.stock.'))).toEqual([
    'inventory.stock.reserved',
    'inventory.stock.reserved',
    'inventory.stock.short',
  ])
})

test('a product that was never in stock gets a stock item with nothing in it', async () => {
  const shop = await given(trading, tea())

  await order(shop, 1)
  await shop.settled()

  expect(await shop.all(StockItem)).toMatchObject([{ quantity: 0, reserved: 1 }])
})

test('a cancelled order gives back what it was promised, and nothing of the others', async () => {
  const shop = await given(trading, teaInStock(39))
  const first = await order(shop, 10)
  await order(shop, 5)

  await fire(shop, 'cancel', first.id)
  await shop.settled()

  expect(await shop.the(StockItem)).toMatchObject({ quantity: 39, reserved: 5 })
  expect(await shop.all(Reservation)).toMatchObject([{ quantity: 5 }])
})

test('a cancelled draft was promised nothing and gives nothing back', async () => {
  const shop = await given(trading, teaInStock(39), draft())

  await shop.as(manager).fire('cancel')
  await shop.settled()

  expect(shop.events()).toEqual(['sales.order.updated', 'sales.order.cancelled'])
})

test('a shipped order takes its goods out of the house', async () => {
  const shop = await given(trading, teaInStock(39))
  const { id } = await order(shop, 10)

  await fire(shop, 'pay', id)
  await fire(shop, 'ship', id)
  await shop.settled()

  expect(await shop.the(StockItem)).toMatchObject({ quantity: 29, reserved: 0 })
  expect(await shop.all(Reservation)).toEqual([])
})

test('many orders at once reserve all that they want', async () => {
  const shop = await given(trading, teaInStock(1_000))

  await Promise.all([...Array(20).keys()].map(() => order(shop, 10)))
  await shop.settled()

  expect(await shop.the(StockItem)).toMatchObject({ reserved: 200 })
  expect(await shop.all(Reservation)).toHaveLength(20)
})

function tea(): Fact {
  return async (shop) => {
    await shop.create(Customer, { code: 'MAERZ', name: 'Café März' })
    const unitPrice = { amount: 1_800, currency: 'USD' }
    await shop.create(Product, { code: 'TEA', name: 'Assam tea', unitPrice })
  }
}

function teaInStock(quantity: number): Fact {
  return async (shop) => {
    await tea()(shop)
    const { id: productId } = await shop.the(Product)
    await shop.create(StockItem, { productId, quantity })
  }
}

function draft(): Fact {
  return async (shop) => {
    const { id: customerId } = await shop.the(Customer)
    await shop.create(Order, { customerId })
  }
}

async function order(shop: World, quantity: number) {
  const { id: customerId } = await shop.the(Customer)
  const { id: productId } = await shop.the(Product)
  const lines = [{ productId, quantity }]
  return shop.as(manager).dispatch(placeOrder({ customerId, lines }))
}

function fire(shop: World, event: string, id: string) {
  return shop.as(manager).dispatch({ type: 'sales.order.fire', payload: { id, event } })
}
