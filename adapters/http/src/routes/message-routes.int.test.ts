/** Commands and queries are answered over a socket. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopServer, shopServer } from '../shop-server.fixture.ts'

let shop: ShopServer

beforeAll(async () => {
  shop = await shopServer({ answerMs: 300 })
})
afterAll(() => shop.close())

const send = (type: string, body?: unknown) =>
  shop.ask('POST', `/api/v1/commands/${type}`, { body })

test('a command answers what it made', async () => {
  const { customer } = await shop.draft()

  const { status, body } = await send('sales.renameCustomer', {
    customerId: customer.id,
    name: 'Cy',
  })

  expect(status).toBe(200)
  expect(body).toMatchObject({ id: customer.id, name: 'Cy', version: 2 })
})

test('a command that answers nothing answers 204', async () => {
  expect(await send('sales.misbehave', { how: 'nothing' })).toMatchObject({
    status: 204,
    body: null,
  })
})

test('a payload that breaks its schema is refused field by field', async () => {
  const { status, body } = await send('sales.renameCustomer', { name: '', nmae: 'x' })

  expect(status).toBe(400)
  expect(new Set(body.errors.map(({ pointer, code }) => `${pointer} ${code}`))).toEqual(
    new Set(['/customerId required', '/name min-length', '/nmae unknown-field']),
  )
})

test('what a module refuses is 422, with its code and its facts', async () => {
  const { status, body } = await send('sales.misbehave', { how: 'refuse' })

  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'sales.closed',
    detail: 'the shop is closed until 9',
    facts: { opens: 9 },
  })
})

test('of what breaks, the caller learns the trace id, and the log learns all', async () => {
  const { status, body } = await send('sales.misbehave', { how: 'break' })

  expect(status).toBe(500)
  expect(Object.keys(body).toSorted()).toEqual([
    'code',
    'detail',
    'instance',
    'status',
    'title',
    'trace_id',
    'type',
  ])
  expect(JSON.stringify(body)).not.toMatch(/hunter2|secret-host|\.ts/)
  expect(shop.logged.at(-1)).toMatchObject({
    facts: {
      traceId: body.trace_id,
      error: expect.objectContaining({ stack: expect.any(String) }),
    },
  })
})

test('what takes too long is answered in time', async () => {
  const { status, body, headers } = await send('sales.misbehave', { how: 'hang' })

  expect(status).toBe(503)
  expect(body.code).toBe('http.answer-timeout')
  expect(headers.get('retry-after')).toBe('5')
})

test('an unknown command names the near one, and an unknown query too', async () => {
  const command = await send('sales.renameCostumer', {})
  const query = await shop.ask('GET', '/api/v1/queries/sales.customerNamed')

  expect(command).toMatchObject({
    status: 404,
    body: {
      code: 'message.unknown',
      detail: expect.stringContaining('Did you mean "sales.renameCustomer"?'),
    },
  })
  expect(query.status).toBe(404)
  expect(query.body.detail).toContain('Did you mean "sales.customersNamed"?')
})

test('a query reads its params from the query string', async () => {
  const id = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
  const params = `name=A%2BB&ids=${id},${id}&since=2026-01-01&least=3.00+USD`

  const { status, body } = await shop.ask('GET', `/api/v1/queries/sales.customersNamed?${params}`)

  expect(status).toBe(200)
  expect(body).toEqual({
    name: 'A+B',
    ids: [id, id],
    since: 1_767_225_600_000,
    least: { amount: 300, currency: 'USD' },
  })
})

test('params that break the schema are named as parameters', async () => {
  const { status, body } = await shop.ask('GET', '/api/v1/queries/sales.customersNamed?ids=x')

  expect(status).toBe(400)
  expect(new Set(body.errors.map(({ parameter }) => parameter))).toEqual(new Set(['ids', 'name']))
})
