/** Hostile input is refused by name, and changes nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Content, type ShopServer, shopServer } from '../shop-server.fixture.ts'
import { hostileAddresses } from './addresses.fixture.ts'
import { type Attack, orders } from './attack.fixture.ts'
import { hostileBodies } from './bodies.fixture.ts'
import { hostileChanges } from './changes.fixture.ts'

let shop: ShopServer
let order: Content
let before: unknown

beforeAll(async () => {
  shop = await shopServer()
  const drafted = await shop.draft()
  order = drafted.order
  before = await everything()
})
afterAll(() => shop.close())

const bodies = hostileBodies.map((attack) => ({ method: 'POST', path: orders, ...attack }))
const changes = hostileChanges.map((attack) => ({ path: `${orders}/:id`, ...attack }))

test.each<Attack>([...bodies, ...changes, ...hostileAddresses])(
  '$method $path with $name',
  async ({ method = 'GET', path = orders, asking = {}, status, code, names }) => {
    const reply = await shop.ask(method, path.replace(':id', order.id), asking)

    const expected = { status, ...(code === undefined ? {} : { code }) }
    expect(reply).toMatchObject({ status, body: expected })
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(reply.body.trace_id).toBe(reply.headers.get('x-request-id'))
    expect(JSON.stringify(reply.body)).toContain(names ?? '')
    expect(await everything()).toEqual(before)
  },
)

test('nothing of all this was logged as the server’s own fault', () => {
  expect(shop.logged).toEqual([])
})

async function everything(): Promise<unknown> {
  const headers = { 'x-roles': 'auditor' }
  const lists = await Promise.all(
    ['orders', 'customers'].map((name) => shop.ask('GET', `/api/v1/sales/${name}`, { headers })),
  )
  const { body } = await shop.ask('GET', `${orders}/${order.id}/history`, { headers })
  return [...lists.map((list) => list.body.data), body.data]
}
