/** Records are created, read, changed and deleted over a socket. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Content, type ShopServer, shopServer } from '../../shop-server.fixture.ts'

let shop: ShopServer
const orders = '/api/v1/sales/orders'

beforeAll(async () => {
  shop = await shopServer()
})
afterAll(() => shop.close())

test('a created record is answered with its address and its entity tag', async () => {
  const { body: customer } = await shop.ask('POST', '/api/v1/sales/customers', {
    body: { name: 'Bo' },
  })
  const body = { number: 'C-1', customerId: customer.id, total: { amount: 500, currency: 'USD' } }

  const created = await shop.ask('POST', orders, { body })

  expect(created.status).toBe(201)
  expect(created.headers.get('location')).toBe(`${orders}/${created.body.id}`)
  expect(created.headers.get('etag')).toBe('"1"')
  expect(created.body).toMatchObject({
    ...body,
    status: 'draft',
    version: 1,
    lines: 1,
    placedAt: null,
  })
})

test('a record is read at its address, and not again by who has it', async () => {
  const { order } = await shop.draft()

  const first = await shop.ask('GET', `${orders}/${order.id}`)
  const again = await shop.ask('GET', `${orders}/${order.id}`, {
    headers: { 'if-none-match': 'W/"1", "9"' },
  })

  expect(first.body).toEqual(order)
  expect(again).toMatchObject({ status: 304, body: null })
  expect(again.headers.get('etag')).toBe('"1"')
})

test('a patch merges objects, and null takes a value away', async () => {
  const { order } = await shop.draft()
  const body = { total: { amount: 99 }, extra: { colour: 'red', size: { w: 1 } } }
  await shop.ask('PATCH', `${orders}/${order.id}`, { body })

  const changed = await shop.ask('PATCH', `${orders}/${order.id}`, {
    body: { extra: { size: { w: null, h: 2 } }, lines: 3 },
    headers: { 'content-type': 'application/merge-patch+json' },
  })
  const cleared = await shop.ask('PATCH', `${orders}/${order.id}`, { body: { extra: null } })

  expect(changed.body).toMatchObject({
    total: { amount: 99, currency: 'USD' },
    extra: { colour: 'red', size: { h: 2 } },
    lines: 3,
    version: 3,
  })
  expect(cleared.body['extra']).toBeNull()
  expect(cleared.headers.get('etag')).toBe('"4"')
})

test('a change of another version than the one read is refused, and nothing changes', async () => {
  const { order } = await shop.draft()
  const address = `${orders}/${order.id}`
  await shop.ask('PATCH', address, { body: { lines: 2 } })

  const stale = { 'if-match': '"1"' }
  const answers = [
    await shop.ask('PATCH', address, { body: { lines: 9 }, headers: stale }),
    await shop.ask('PATCH', address, { body: { total: { amount: 9 } }, headers: stale }),
    await shop.ask('DELETE', address, { headers: stale }),
    await shop.ask('POST', `${address}/transitions/cancel`, { headers: stale }),
    await shop.ask('POST', `${address}/transitions/cancel`, { headers: { 'if-match': 'W/"2"' } }),
    await shop.ask('PATCH', address, { body: { lines: 9 }, headers: { 'if-match': '"7", "8"' } }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([412, 412, 412, 412, 412, 412])
  expect(answers[0]?.body).toMatchObject({
    code: 'entity.stale',
    facts: { expected: 1, actual: 2 },
  })
  expect((await shop.ask('GET', address)).body).toMatchObject({ version: 2, lines: 2 })
})

test('a change of the version read goes through, also as one of several', async () => {
  const { order } = await shop.draft()
  const address = `${orders}/${order.id}`

  const one = await shop.ask('PATCH', address, {
    body: { lines: 2 },
    headers: { 'if-match': '"1"' },
  })
  const several = await shop.ask('PATCH', address, {
    body: { lines: 3 },
    headers: { 'if-match': '"9", "2"' },
  })
  const any = await shop.ask('DELETE', address, { headers: { 'if-match': '*' } })

  expect([one.status, several.status, any.status]).toEqual([200, 200, 204])
})

test('a deleted record is gone from its address and from lists, and its history stays', async () => {
  const { order } = await shop.draft()
  await shop.ask('DELETE', `${orders}/${order.id}`)

  const read = await shop.ask('GET', `${orders}/${order.id}`)
  const listed = await shop.ask('GET', `${orders}?id=${order.id}`)
  const history = await shop.ask('GET', `${orders}/${order.id}/history`)

  expect(read).toMatchObject({ status: 404, body: { code: 'entity.not-found' } })
  expect(listed.body.data).toEqual([])
  expect(history.body.data.map(({ type }) => type)).toEqual([
    'sales.order.created',
    'sales.order.deleted',
  ])
})

test('a record of another organization answers like one that never was', async () => {
  const { order } = await shop.draft()
  const south = { 'x-org-id': 'org_south' }
  const missing = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'

  for (const [method, rest, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { lines: 2 }],
    ['DELETE', '', undefined],
    ['GET', '/history', undefined],
    ['POST', '/transitions/cancel', undefined],
  ] as const) {
    const foreign = await shop.ask(method, `${orders}/${order.id}${rest}`, { headers: south, body })
    const absent = await shop.ask(method, `${orders}/${missing}${rest}`, { headers: south, body })

    expect(foreign.status).toBe(404)
    expect(without(foreign.body, order.id)).toEqual(without(absent.body, missing))
  }
  expect((await shop.ask('GET', orders, { headers: south })).body.data).toEqual([])
})

test('a sensitive field is shown to who may reveal it, and to nobody else', async () => {
  const { order } = await shop.draft()
  const auditor = { 'x-roles': 'clerk,auditor' }
  const address = `${orders}/${order.id}`

  const plain = await shop.ask('GET', address)
  const revealed = await shop.ask('GET', address, { headers: auditor })
  const history = await shop.ask('GET', `${address}/history`)

  expect(order).not.toHaveProperty('note')
  expect(plain.body).not.toHaveProperty('note')
  expect(revealed.body['note']).toBe('a secret')
  expect(JSON.stringify(history.body)).not.toContain('a secret')
})

test('a sensitive field can be neither filtered nor sorted by', async () => {
  const filtered = await shop.ask('GET', `${orders}?note=a+secret`)
  const sorted = await shop.ask('GET', `${orders}?sort=note`)

  expect([filtered.status, sorted.status]).toEqual([400, 400])
})

function without(body: Content, id: string): string {
  return JSON.stringify({ ...body, trace_id: '' }).replaceAll(id, '…')
}

test('an erased record leaves a history without content, deleted or not', async () => {
  const { body: customer } = await shop.ask('POST', '/api/v1/sales/customers', {
    body: { name: 'Hidden' },
  })
  const address = `/api/v1/sales/customers/${customer.id}`
  await shop.ask('DELETE', address)

  const stale = await shop.ask('DELETE', `${address}?erase=true`, {
    headers: { 'if-match': '"1"' },
  })
  const erased = await shop.ask('DELETE', `${address}?erase=true`)
  const again = await shop.ask('DELETE', `${address}?erase=true`)
  const history = await shop.ask('GET', `${address}/history`)

  expect([stale.status, erased.status, again.status]).toEqual([412, 204, 404])
  expect(history.body.data).toMatchObject([
    { type: 'sales.customer.created', payload: { $erased: true } },
    { type: 'sales.customer.deleted', payload: { $erased: true } },
    { type: 'sales.customer.erased', payload: {} },
  ])
})

test('a deletion knows one parameter, and takes it at its word', async () => {
  const { order } = await shop.draft()

  const unknown = await shop.ask('DELETE', `${orders}/${order.id}?earse=true`)
  const unclear = await shop.ask('DELETE', `${orders}/${order.id}?erase=yes`)

  expect([unknown.status, unclear.status]).toEqual([400, 400])
  expect(await shop.ask('GET', `${orders}/${order.id}`)).toMatchObject({ status: 200 })
})
