/** Events are fired on records over a socket, and their history is read. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopServer, shopServer } from '../../shop-server.fixture.ts'

let shop: ShopServer
const orders = '/api/v1/sales/orders'

beforeAll(async () => {
  shop = await shopServer()
})
afterAll(() => shop.close())

test('an order over the credit limit is refused with the rule, the values and the remedy', async () => {
  const { order } = await shop.draft(12_400)
  const address = `${orders}/${order.id}`

  const refused = await shop.ask('POST', `${address}/transitions/place`, {
    headers: { 'if-match': '"1"' },
  })

  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(refused).toMatchObject({
    status: 409,
    body: {
      type: '/errors/state-refused',
      title: 'The order cannot be placed',
      status: 409,
      code: 'state.refused',
      detail: `order ${order.id} stays "draft": total 124.00 USD is not at most customer.creditLimit 100.00 USD, and actor.roles does not contain "sales-manager"`,
      machine: 'order',
      state: 'draft',
      event: 'place',
      allowed: ['cancel'],
      why: {
        rule: 'sales.within-credit',
        passed: false,
        or: [
          {
            field: 'entity.total',
            op: 'lte',
            expected: { amount: 10_000, currency: 'USD' },
            actual: { amount: 12_400, currency: 'USD' },
            passed: false,
          },
          {
            field: 'actor.roles',
            op: 'contains',
            expected: 'sales-manager',
            actual: ['clerk'],
            passed: false,
          },
        ],
      },
      remedies: [{ set: 'entity.total', atMost: { amount: 10_000, currency: 'USD' } }],
      trace_id: expect.stringMatching(/^[\da-f]{32}$/),
      instance: address,
    },
  })
  expect(String(shop.lines.at(-1)?.ms)).toMatch(/^\d+(\.\d)?$/)
  expect(shop.lines.at(-1)).toMatchObject({
    method: 'POST',
    path: `${address}/transitions/place`,
    status: 409,
    note: 'refused: total 124.00 USD is not at most customer.creditLimit 100.00 USD, and actor.roles does not contain "sales-manager"',
  })
})

test('the manager places it, and the history tells of both', async () => {
  const { order } = await shop.draft(12_400)
  const address = `${orders}/${order.id}`

  const placed = await shop.ask('POST', `${address}/transitions/place`, {
    headers: { 'x-roles': 'clerk,sales-manager' },
    body: { reason: 'a good customer' },
  })
  const history = await shop.ask('GET', `${address}/history`)

  expect(placed).toMatchObject({ status: 200, body: { status: 'placed', version: 2 } })
  expect(placed.headers.get('etag')).toBe('"2"')
  expect(history.body.data.map(({ type }) => type)).toEqual([
    'sales.order.created',
    'sales.order.updated',
    'sales.order.placed',
  ])
  expect(history.body.data.at(-1)?.correlationId).toBe(placed.headers.get('x-request-id'))
})

test('a history is read page by page, and no event of a version is left behind', async () => {
  const { order } = await shop.draft(100)
  const address = `${orders}/${order.id}`
  await shop.ask('POST', `${address}/transitions/place`)
  await shop.ask('POST', `${address}/transitions/ship`)

  const seen: string[] = []
  let after: string | number | null = 0
  while (after !== null) {
    const { body } = await shop.ask('GET', `${address}/history?limit=1&after=${after}`)
    seen.push(...body.data.map(({ type }) => type))
    after = body.page.next
  }

  expect(seen).toEqual([
    'sales.order.created',
    'sales.order.updated',
    'sales.order.placed',
    'sales.order.updated',
  ])
})

test('an event that the state does not know is refused with those it knows', async () => {
  const { order } = await shop.draft(100)

  const refused = await shop.ask('POST', `${orders}/${order.id}/transitions/ship`)

  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'state.refused',
      title: 'The order cannot be shipped',
      allowed: ['place', 'cancel'],
    },
  })
})

test('an event that no state knows has no address, and the near one is named', async () => {
  const { order } = await shop.draft(100)

  const { status, body } = await shop.ask('POST', `${orders}/${order.id}/transitions/plaec`)

  expect(status).toBe(404)
  expect(body.detail).toContain('Did you mean "place"?')
})

test('who lacks the permission of an event is told which one', async () => {
  const { order } = await shop.draft(100)

  const { status, body } = await shop.ask('POST', `${orders}/${order.id}/transitions/place`, {
    headers: { 'x-roles': 'guest' },
  })

  expect(status).toBe(403)
  expect(body).toMatchObject({ code: 'auth.forbidden', facts: { permission: 'sales.order.place' } })
})

test('a record tells which events it takes now, and why not the others', async () => {
  const { order } = await shop.draft(12_400)
  const address = `${orders}/${order.id}/transitions`

  const { status, body } = await shop.ask('GET', address)
  const managed = await shop.ask('GET', address, { headers: { 'x-roles': 'sales-manager' } })

  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: order.id,
    machine: 'order',
    state: 'draft',
    events: [
      {
        event: 'place',
        possible: false,
        detail: expect.stringContaining('total 124.00 USD is not at most'),
        why: { rule: 'sales.within-credit', passed: false },
        remedies: [{ set: 'entity.total', atMost: { amount: 10_000, currency: 'USD' } }],
      },
      { event: 'cancel', possible: true, target: 'cancelled' },
      { event: 'ship', possible: false },
    ],
  })
  expect(managed.body['events']).toContainEqual({
    event: 'place',
    possible: true,
    target: 'placed',
  })
})

test('the outlook of a record is for those who may read it, and no other organization', async () => {
  const { order } = await shop.draft()
  const address = `${orders}/${order.id}/transitions`

  const guest = await shop.ask('GET', address, { headers: { 'x-roles': 'guest' } })
  const foreign = await shop.ask('GET', address, { headers: { 'x-org-id': 'org_south' } })

  expect([guest.status, foreign.status]).toEqual([403, 404])
})
