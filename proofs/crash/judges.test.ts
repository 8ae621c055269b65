/** What a kill could leave behind, one thing at a time: each is found, and by the judge it belongs to. */
import { expect, test } from 'vitest'
import { company, journal, without } from './company.fixture.ts'
import { outOfStep } from './rows-and-events.ts'
import { undelivered, wrongEffects } from './stock-effects.ts'
import { halfOrders, lostOrders, strayOrders } from './whole-commands.ts'

test('a company as it should be is found in order by every judge', () => {
  const found = [
    lostOrders(journal, company),
    strayOrders(journal, company),
    halfOrders(journal, company),
    outOfStep(company),
    undelivered(company),
    wrongEffects(company),
  ]

  expect(found.flat()).toEqual([])
})

test('an order that was meant, not acknowledged and is not there at all is nothing to complain of', () => {
  const unheard = [...journal, { ...journal[0]!, mark: 2, acknowledgedAs: null }]

  expect([...lostOrders(unheard, company), ...halfOrders(unheard, company)]).toEqual([])
})

test('an acknowledged order that is not there is lost', () => {
  expect(lostOrders(journal, without('orders', 'ord_1'))).toEqual([
    'ord_1 was acknowledged and is not there',
  ])
})

test('an order beside the one that was meant, or that nobody meant, is a stray', () => {
  const [order] = company.orders
  const twice = { ...company, orders: [order!, { ...order!, id: 'ord_2' }] }
  const unmeant = { ...company, orders: [order!, { ...order!, id: 'ord_3', mark: 9 }] }

  expect(strayOrders(journal, twice)).toEqual([
    'ord_2 is there beside another order of the same intent',
  ])
  expect(strayOrders(journal, unmeant)).toEqual(['nobody meant ord_3'])
})

test('an order without one of its lines is half there', () => {
  expect(halfOrders(journal, without('lines', 'prod_honey'))).toEqual([
    'ord_1 has the lines 2 × prod_tea, not 1 × prod_honey, 2 × prod_tea',
    'ord_1 comes to 500, and its lines to 400',
  ])
})

test('an order of which nobody was told is half there', () => {
  expect(halfOrders(journal, without('events', 'sales.order.placed'))).toEqual([
    'ord_1 was told as placed 0 times',
  ])
})

test.each([
  ['sales.order.updated', 'ord_1 is at version 2, and its events tell of 1'],
  ['sales.order-line.created', 'oln_1 is at version 1, and its events tell of '],
])('a row without its %s is out of step', (type, sentence) => {
  expect(outOfStep(without('events', type))).toEqual([sentence])
})

test('an event without its row is out of step', () => {
  expect(outOfStep(without('reservations', 'res_1'))).toEqual([
    'inventory.reservation.created tells of res_1, which is not there',
  ])
})

test('news that nobody has heard, or that still waits, is not delivered', () => {
  expect(undelivered({ ...company, receipts: [], waiting: 1 })).toEqual([
    '1 events still wait in the outbox',
    'nobody has heard that ord_1 was placed',
  ])
})

test('an effect that never came is named', () => {
  expect(wrongEffects(without('reservations', 'res_1'))).toContain(
    'not reserved: ord_1: 2 × prod_tea',
  )
})

test('an effect that came twice is named by its reservation, its news and its sum', () => {
  const twice = {
    ...company,
    stock: company.stock.map((item) => ({ ...item, reserved: 2 * item.reserved })),
    reservations: [...company.reservations, { ...company.reservations[0]!, id: 'res_3' }],
  }

  expect(wrongEffects(twice)).toEqual([
    'reserved, and not wanted or once too often: ord_1: 2 × prod_tea',
    'reserved and not told: stk_tea for ord_1',
    'prod_tea: 4 reserved, and 2 ordered',
    'prod_honey: 2 reserved, and 1 ordered',
  ])
})
