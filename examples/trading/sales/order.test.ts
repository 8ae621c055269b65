/** The life of an order, as those who handle it would tell it. */
import { type CreateOf, days, type Money } from '@plinth/core'
import { actor, eur, type Fact, given, usd } from '@plinth/testing'
import { expect, test } from 'vitest'
import { Product } from '../catalog/index.ts'
import { StockItem } from '../inventory/index.ts'
import { trading } from '../trading.ts'
import { Customer } from './customer.ts'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'

const clerk = actor('clerk')
const manager = actor('sales-manager')

test('an order over the credit limit waits for a manager', async () => {
  const shop = await given(
    trading,
    customer({ creditLimit: usd(100) }),
    draftOrder({ total: usd(124) }),
  )

  const refused = await shop.as(clerk).fire('place')
  expect(refused).toBeRefused('sales.within-credit', {
    field: 'entity.total',
    expected: usd(100),
    actual: usd(124),
  })

  await shop.as(manager).fire('place')
  await shop.settled()
  expect(shop.events()).toEqual([
    'sales.order.updated',
    'sales.order.placed',
    'inventory.stock-item.updated',
    'inventory.reservation.created',
    'inventory.stock.reserved',
  ])
})

test('an order within the credit limit is placed by a clerk', async () => {
  const shop = await given(
    trading,
    customer({ creditLimit: usd(124) }),
    draftOrder({ total: usd(124) }),
  )
  shop.clock.advance(60_000)

  await shop.as(clerk).fire('place')

  const { id, status, placedAt, number } = await shop.the(Order)
  expect({ status, placedAt }).toEqual({ status: 'placed', placedAt: shop.clock.now() })
  expect(number).toBe(`SO-${id.slice(-12)}`)
})

test('money of two currencies cannot be compared: a manager decides', async () => {
  const shop = await given(
    trading,
    customer({ creditLimit: eur(1_000) }),
    draftOrder({ total: usd(124) }),
  )

  const refused = await shop.as(clerk).fire('place')
  const placed = await shop.as(manager).fire('place')

  expect(refused).toBeRefused('sales.within-credit', { actual: usd(124), expected: eur(1_000) })
  expect(placed).toMatchObject({ ok: true, value: { status: 'placed' } })
})

test('a clerk may not take money, and is told which permission it needs', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  await shop.as(clerk).fire('place')

  const refused = await shop.as(clerk).fire('pay')

  expect(refused).toMatchObject({
    error: { code: 'auth.forbidden', facts: { permission: 'sales.order.pay' } },
  })
})

test('an order is placed, paid and shipped, and the days of it are kept', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  await shop.as(clerk).fire('place')
  await shop.as(actor('accountant')).fire('pay')
  shop.clock.advance(86_400_000)

  await shop.as(actor('warehouse')).fire('ship')

  expect(await shop.the(Order)).toMatchObject({
    status: 'shipped',
    placedAt: shop.clock.now() - 86_400_000,
    shippedAt: shop.clock.now(),
  })
})

test('an order that is not paid in two weeks is cancelled', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  await shop.as(clerk).fire('place')
  await shop.settled()

  shop.clock.advance(days(14) - 1)
  await shop.settled()
  expect(await shop.the(Order)).toMatchObject({ status: 'placed' })

  shop.clock.advance(1)
  await shop.settled()
  expect(await shop.the(Order)).toMatchObject({ status: 'cancelled' })
  expect(shop.events()).toContain('sales.order.cancelled')
})

test('an order that is paid in time is not cancelled', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  await shop.as(clerk).fire('place')
  await shop.as(actor('accountant')).fire('pay')
  await shop.settled()

  shop.clock.advance(days(14))
  await shop.settled()

  expect(await shop.the(Order)).toMatchObject({ status: 'paid' })
})

test('what is paid cannot be cancelled, and what is possible instead is said', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  await shop.as(manager).fire('place')
  await shop.as(manager).fire('pay')

  const refused = await shop.as(manager).fire('cancel')

  expect(refused).toMatchObject({
    error: { code: 'state.refused', facts: { state: 'paid', allowed: ['ship'] } },
  })
})

test('only the machine changes the status', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  const { id } = await shop.the(Order)

  const payload = { id, changes: { status: 'paid' } }
  const refused = shop.as(manager).dispatch({ type: 'sales.order.update', payload })

  await expect(refused).rejects.toThrow('status is driven by a state machine and stays "draft"')
})

test('a clerk cannot talk an order down until it fits the limit', async () => {
  const shop = await given(trading, customer(), draftOrder({ total: usd(124) }))
  const { id } = await shop.the(Order)

  const payload = { id, changes: { total: usd(1) } }
  const refused = shop.as(clerk).dispatch({ type: 'sales.order.update', payload })

  await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden' })
})

function customer(values: Partial<CreateOf<typeof Customer>> = {}): Fact {
  return (shop) => shop.create(Customer, { code: 'MAERZ', name: 'Café März', ...values })
}

/** A draft of one piece of one product, which is in stock and costs as much. */
function draftOrder({ total }: { readonly total: Money }): Fact {
  return async (shop) => {
    const { id: customerId } = await shop.the(Customer)
    const product = await shop.create(Product, { code: 'TEA', name: 'Assam tea', unitPrice: total })
    const line = { productId: product.id, quantity: 1, unitPrice: total, total }
    await shop.create(StockItem, { productId: product.id, quantity: 39 })
    const order = await shop.create(Order, { customerId, total })
    await shop.create(OrderLine, { orderId: order.id, ...line })
  }
}
