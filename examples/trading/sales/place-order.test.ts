/** What happens when a customer orders. */
import type { CreateOf, Id } from '@plinth/core'
import { actor, type Fact, given, usd, type World } from '@plinth/testing'
import { expect, test } from 'vitest'
import { Product } from '../catalog/index.ts'
import { trading } from '../trading.ts'
import { Customer } from './customer.ts'
import { openOrders } from './open-orders.ts'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'
import { placeOrder } from './place-order.ts'

const clerk = actor('clerk')
const manager = actor('sales-manager')

test('an order is placed at the prices of today and comes to the sum of its lines', async () => {
  const shop = await given(trading, customer(), product({ unitPrice: usd(18) }))
  const { id: productId } = await shop.the(Product)

  const order = await shop.as(clerk).dispatch(await orderOf(shop, { productId, quantity: 7 }))

  expect(order).toMatchObject({ status: 'placed', total: usd(126), placedAt: shop.clock.now() })
  expect(order.number).toBe(`SO-${order.id.slice(-12)}`)
  expect(await shop.all(OrderLine)).toMatchObject([
    { orderId: order.id, productId, quantity: 7, unitPrice: usd(18), discount: 0, total: usd(126) },
  ])
})

test('an order keeps its prices when the catalog gets others', async () => {
  const shop = await given(trading, customer(), product({ unitPrice: usd(18) }))
  const { id } = await shop.the(Product)
  await shop.as(clerk).dispatch(await orderOf(shop, { productId: id, quantity: 1 }))

  const changes = { unitPrice: usd(20) }
  await shop
    .as(actor('buyer'))
    .dispatch({ type: 'catalog.product.update', payload: { id, changes } })

  expect(await shop.all(OrderLine)).toMatchObject([{ unitPrice: usd(18) }])
})

test('an order over the credit limit leaves nothing behind', async () => {
  const shop = await given(trading, customer({ creditLimit: usd(100) }), product())
  const { id: productId } = await shop.the(Product)
  const order = await orderOf(shop, { productId, quantity: 1_000 })

  const refused = shop.as(clerk).dispatch(order)

  await expect(refused).rejects.toBeRefused('sales.within-credit', { expected: usd(100) })
  expect(await shop.all(Order)).toEqual([])
  expect(await shop.all(OrderLine)).toEqual([])
  expect(shop.events()).toEqual([])
})

test('a customer with whom no limit was agreed has that of the house', async () => {
  const shop = await given(trading, customer(), product({ unitPrice: usd(2_500) }))
  const { id: productId } = await shop.the(Product)

  const within = shop.as(clerk).dispatch(await orderOf(shop, { productId, quantity: 2 }))
  const beyond = shop.as(clerk).dispatch(await orderOf(shop, { productId, quantity: 3 }))

  await expect(within).resolves.toMatchObject({ total: usd(5_000) })
  await expect(beyond).rejects.toBeRefused('sales.within-credit', { expected: usd(5_000) })
})

test('what cannot be sold is named, all of it at once', async () => {
  const shop = await given(
    trading,
    customer(),
    product(),
    product({ code: 'MATE', discontinued: true }),
  )
  const [tea, gone] = await shop.all(Product)

  const lines = [tea!, tea!, gone!].map(({ id }) => ({ productId: id, quantity: 1 }))
  const refused = shop.as(clerk).dispatch(await orderOf(shop, ...lines))

  await expect(refused).rejects.toMatchObject({
    code: 'validation.failed',
    failures: [
      { path: 'lines.1.productId', code: 'for-sale' },
      { path: 'lines.2.productId', message: 'lines.2.productId: Assam tea is no longer sold' },
    ],
  })
})

test('nobody orders for a customer who is not there', async () => {
  const shop = await given(trading, customer(), product())
  const { id: productId } = await shop.the(Product)

  const customerId = 'cus_00000000000000000000000000'
  const lines = [{ productId, quantity: 1 }]
  const refused = shop.as(manager).dispatch(placeOrder({ customerId, lines }))

  await expect(refused).rejects.toThrow(`there is no Customer ${customerId}`)
})

test('who may only look may not order', async () => {
  const shop = await given(trading, customer(), product())
  const { id: productId } = await shop.the(Product)

  const refused = shop
    .as(actor('warehouse'))
    .dispatch(await orderOf(shop, { productId, quantity: 1 }))

  await expect(refused).rejects.toThrow('needs the permission "sales.order.place"')
})

test('open orders are those that are not shipped, the oldest first', async () => {
  const shop = await given(trading, customer(), product())
  const { id: productId } = await shop.the(Product)
  const first = await shop.as(clerk).dispatch(await orderOf(shop, { productId, quantity: 1 }))
  shop.clock.advance(1_000)
  const second = await shop.as(clerk).dispatch(await orderOf(shop, { productId, quantity: 2 }))

  const { data } = await shop.as(clerk).query(openOrders({}))

  expect(data.map(({ id }) => id)).toEqual([first.id, second.id])
})

function customer(values: Partial<CreateOf<typeof Customer>> = {}): Fact {
  return (shop) => shop.create(Customer, { code: 'MAERZ', name: 'Café März', ...values })
}

function product(values: Partial<CreateOf<typeof Product>> = {}): Fact {
  return (shop) =>
    shop.create(Product, { code: 'TEA', name: 'Assam tea', unitPrice: usd(18), ...values })
}

/** An order of the customer who was given. */
async function orderOf(
  shop: World,
  ...lines: readonly { readonly productId: Id<'Product'>; readonly quantity: number }[]
) {
  const { id: customerId } = await shop.the(Customer)
  return placeOrder({ customerId, lines })
}
