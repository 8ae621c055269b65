/** A request that is sent again under its key is answered as the first time. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopServer, shopServer } from '../shop-server.fixture.ts'

let shop: ShopServer

beforeAll(async () => {
  shop = await shopServer()
})
afterAll(() => shop.close())

test('a record is created once, and both answers are the same to the byte', async () => {
  const body = { name: 'Ann', creditLimit: { amount: 10_000, currency: 'USD' } }
  const create = () => shop.ask('POST', '/api/v1/sales/customers', { body, headers: keyed('a') })

  const [first, second] = [await create(), await create()]

  expect(first.status).toBe(201)
  expect(second.status).toBe(201)
  expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body))
  for (const field of ['etag', 'location']) {
    expect(second.headers.get(field)).toBe(first.headers.get(field))
  }
})

test('ten rivals with one key have one effect, and all get its answer', async () => {
  const { order } = await shop.draft(100)
  const headers = { ...keyed('b'), 'if-match': '"1"' }
  const place = () =>
    shop.ask('POST', `/api/v1/sales/orders/${order.id}/transitions/place`, { headers })

  const answers = await Promise.all(Array.from({ length: 10 }, place))

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(new Set(answers.map(({ body }) => body.version))).toEqual(new Set([2]))
})

test('the same key with another body is refused, and so is a key that is none', async () => {
  const { customer } = await shop.draft()
  const rename = (name: string, key: string) =>
    shop.ask('POST', '/api/v1/commands/sales.renameCustomer', {
      body: { customerId: customer.id, name },
      headers: keyed(key),
    })

  await rename('Cy', 'c')

  expect(await rename('Di', 'c')).toMatchObject({
    status: 422,
    body: { code: 'idempotency.mismatch' },
  })
  expect(await rename('Di', 'k'.repeat(256))).toMatchObject({
    status: 400,
    body: { code: 'idempotency.key-invalid' },
  })
})

function keyed(key: string): Readonly<Record<string, string>> {
  return { 'idempotency-key': key }
}
