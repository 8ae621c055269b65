/** Lists are filtered, ordered, counted and paged over a socket. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Content, type ShopServer, shopServer } from '../../shop-server.fixture.ts'

let shop: ShopServer
const orders = '/api/v1/sales/orders'

beforeAll(async () => {
  shop = await shopServer()
  for (const total of [100, 200, 300, 400, 500]) await shop.draft(total)
})
afterAll(() => shop.close())

const totals = (body: Content) => body.data.map(({ total }) => total.amount)

test.each([
  ['total.gt=3.00+USD', [400, 500]],
  ['total=2.00USD', [200]],
  ['total.gte=2.00+USD&total.lt=4.00+USD', [200, 300]],
  ['total.in=1.00+USD,5.00+USD', [100, 500]],
  ['total.gt=3.00+EUR', []],
  ['status=draft&lines.lte=1', [100, 200, 300, 400, 500]],
  ['status.nin=draft,placed', []],
  ['placedAt.exists=true', []],
  ['createdAt.lt=2000-01-01', []],
  ['createdAt.gt=2000-01-01T00:00:00Z', [100, 200, 300, 400, 500]],
  ['isGift=true', []],
  ['limit.exists=false', [100, 200, 300, 400, 500]],
  ['number.matches=%5EN-%5Cd%2B%24', [100, 200, 300, 400, 500]],
])('?%s finds %j', async (query, found) => {
  const { status, body } = await shop.ask('GET', `${orders}?${query}&sort=total`)

  expect(status).toBe(200)
  expect(totals(body)).toEqual(found)
})

test('pages follow each other by their links, with filter and order kept', async () => {
  const seen: number[] = []
  let next: string | null = `${orders}?limit=2&sort=-total&total.lt=5.00+USD&count=exact`
  while (next) {
    const page = await shop.ask('GET', next)
    seen.push(...totals(page.body))
    expect(page.body).toMatchObject({ page: { limit: 2 }, total: 4 })
    expect(page.body.page.next === null).toBe(page.headers.get('link') === null)
    next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1] ?? null
  }

  expect(seen).toEqual([400, 300, 200, 100])
})

test('a count is answered when it is asked for, and not otherwise', async () => {
  const uncounted = await shop.ask('GET', `${orders}?limit=1`)
  const capped = await shop.ask('GET', `${orders}?limit=1&count=capped`)

  expect(uncounted.body).not.toHaveProperty('total')
  expect(capped.body.total).toBe(5)
})

test.each([
  ['after=00', 'after'],
  ['after=', 'after'],
  ['limit=501', 'limit'],
  ['limit=1e2', 'limit'],
  ['sort=', 'sort'],
  ['page=2', 'page'],
  ['total.gt=100', 'total.gt'],
  ['number.matches=(%3F%3Da)', 'number.matches'],
  ['extra.colour=red', 'extra.colour'],
])('?%s is refused by name', async (query, parameter) => {
  const { status, body } = await shop.ask('GET', `${orders}?${query}`)

  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain(parameter)
})

test('a cursor of another order is refused', async () => {
  const { body } = await shop.ask('GET', `${orders}?limit=1&sort=total`)

  const { status } = await shop.ask('GET', `${orders}?limit=1&sort=-total&after=${body.page.next}`)

  expect(status).toBe(400)
})
