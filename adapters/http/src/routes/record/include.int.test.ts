/** What stands behind refs is answered beside a record, as far as the caller may read it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopServer, shopServer } from '../../shop-server.fixture.ts'

let shop: ShopServer
const orders = '/api/v1/sales/orders'

beforeAll(async () => {
  shop = await shopServer()
})
afterAll(() => shop.close())

test('a record is read with the record behind a ref', async () => {
  const { customer, order } = await shop.draft()

  const { status, body } = await shop.ask('GET', `${orders}/${order.id}?include=customer`)

  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: order.id,
    customerId: customer.id,
    customer: { id: customer.id, name: customer['name'] },
  })
})

test('every record of a page has the record behind its ref, and the next page too', async () => {
  await shop.draft()
  await shop.draft()

  const page = await shop.ask('GET', `${orders}?include=customer&limit=1`)
  const next = /<(.+)>/.exec(page.headers.get('link') ?? '')?.[1] ?? ''
  const further = await shop.ask('GET', next)

  expect([...page.body.data, ...further.body.data]).toMatchObject([
    { customer: { creditLimit: { amount: 10_000 } } },
    { customer: { creditLimit: { amount: 10_000 } } },
  ])
})

test('a ref is named by its key as well', async () => {
  const { customer, order } = await shop.draft()

  const { body } = await shop.ask('GET', `${orders}/${order.id}?include=customerId`)

  expect(body).toMatchObject({ customer: { id: customer.id } })
})

test('whoever may not read what stands behind the ref is told which permission he needs', async () => {
  const { order } = await shop.draft()
  const headers = { 'x-roles': 'packer' }

  const read = await shop.ask('GET', `${orders}/${order.id}?include=customer`, { headers })
  const list = await shop.ask('GET', `${orders}?include=customer`, { headers })

  expect([read.status, list.status]).toEqual([403, 403])
  expect(read.body.detail).toContain('needs the permission "sales.customer.read"')
})

test('sensitive fields of an included record are left out for who may not reveal them', async () => {
  const { customer, order } = await shop.draft()
  await shop.ask('PATCH', `/api/v1/sales/customers/${customer.id}`, { body: { phone: '+49301' } })
  const address = `${orders}/${order.id}?include=customer`

  const clerk = await shop.ask('GET', address)
  const auditor = await shop.ask('GET', address, { headers: { 'x-roles': 'auditor' } })

  expect(JSON.stringify(clerk.body)).not.toContain('+49301')
  expect(auditor.body).toMatchObject({ customer: { phone: '+49301' } })
})

// The tag of an order says nothing about its customer: with it, a change of the customer would be missed.
test('what is read with others beside it has no entity tag, and is always answered', async () => {
  const { order } = await shop.draft()

  const answer = await shop.ask('GET', `${orders}/${order.id}?include=customer`, {
    headers: { 'if-none-match': '"1"' },
  })

  expect(answer.status).toBe(200)
  expect(answer.headers.get('etag')).toBeNull()
})

test.each([
  [`${orders}?include=custommer`, 'include "custommer" is no ref of Order inside its module'],
  [`${orders}?include=`, 'include "" is no ref of Order'],
  [`${orders}?include=customer.region`, 'is no ref of Customer'],
  [`${orders}?include=a.b.c.d.e`, 'crosses more than 4 refs'],
  [`${orders}?include=customer&include=customer`, '"include" comes more than once'],
])('%s is refused: %s', async (address, reason) => {
  const { status, body } = await shop.ask('GET', address)

  expect(status).toBe(400)
  expect(body.detail).toContain(reason)
})

test('a single record is refused an include that comes twice', async () => {
  const { order } = await shop.draft()

  const { body } = await shop.ask('GET', `${orders}/${order.id}?include=customer&include=customer`)

  expect(body.detail).toContain('"include" comes more than once')
})

test('a record’s address takes no other parameter', async () => {
  const { order } = await shop.draft()

  const { status, body } = await shop.ask('GET', `${orders}/${order.id}?includ=customer`)

  expect(status).toBe(400)
  expect(body.detail).toContain('there is no parameter "includ"')
})
