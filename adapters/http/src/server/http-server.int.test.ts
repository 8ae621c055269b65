/** The server answers what is no route, tells its health, and starts or says why not. */
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type HttpOptions, httpServer } from '../index.ts'
import { openShop } from '../shop.fixture.ts'
import { type ShopServer, shopServer } from '../shop-server.fixture.ts'

let shop: ShopServer | undefined

afterEach(async () => {
  await shop?.close()
  shop = undefined
})

test('each answer carries the trace of its request', async () => {
  shop = await shopServer()
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

  const traced = await shop.ask('GET', '/api/v1/sales/orders', { headers: { traceparent } })
  const failed = await shop.ask('GET', '/nothing', { headers: { traceparent } })
  const untraced = await shop.ask('GET', '/api/v1/sales/orders')

  expect(traced.headers.get('x-request-id')).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
  expect(failed.body.trace_id).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
  expect(untraced.headers.get('traceparent')).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/)
})

test('OPTIONS and HEAD answer as one expects', async () => {
  shop = await shopServer()
  const { order } = await shop.draft()
  const path = `/api/v1/sales/orders/${order.id}`

  const options = await shop.ask('OPTIONS', path)
  const head = await shop.ask('HEAD', path)
  const get = await shop.ask('GET', path)
  const put = await shop.ask('PUT', path)

  expect(options).toMatchObject({ status: 204, body: null })
  expect(options.headers.get('allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
  expect(put.headers.get('allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
  expect(head).toMatchObject({ status: 200, body: null })
  expect(head.headers.get('etag')).toBe('"1"')
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
})

test('an address that is nearly one names the one', async () => {
  shop = await shopServer()

  const { body } = await shop.ask('GET', '/api/v1/sales/order/ord_1')

  expect(body.detail).toContain('Did you mean /api/v1/sales/orders?')
})

test('the process lives, and is ready until its system stops', async () => {
  shop = await shopServer()
  const alive = await shop.ask('GET', '/health')
  const ready = await shop.ask('GET', '/health/ready')
  await shop.system.stop()

  const down = await shop.ask('GET', '/health/ready')
  const refused = await shop.ask('GET', '/api/v1/sales/orders')

  expect([alive.status, ready.status]).toEqual([200, 200])
  expect(down).toMatchObject({ status: 503, body: { code: 'system.stopped' } })
  expect(down.headers.get('retry-after')).toBe('5')
  expect(refused).toMatchObject({ status: 503, body: { code: 'system.stopped' } })
})

test('a taken port is said in a sentence', async () => {
  shop = await shopServer()
  const { system } = await openShop()
  const port = Number(new URL(shop.url).port)
  const identity = { identify: () => Promise.reject(new Error('never')), schemes: {} }

  const second = httpServer(system, { identity, port })

  await expect(second.start()).rejects.toMatchObject({
    code: 'config.invalid',
    message: `port ${port} of 127.0.0.1 is taken by another process: stop that one, or set PORT to another`,
  })
  await second.stop()
  await system.stop()
})

test('a server that cannot tell who is asking is not made', async () => {
  const { system } = await openShop()
  const options: HttpOptions = JSON.parse('{}')

  expect(() => httpServer(system, options)).toThrow('HTTP does not start without an identity')
  await system.stop()
})

test('a server that never started stops', async () => {
  const { system } = await openShop()
  const identity = { identify: () => Promise.reject(new Error('never')), schemes: {} }
  const server = httpServer(system, { identity, port: 0 })

  await expect(server.stop()).resolves.toBeUndefined()
  await system.stop()
})

test('an identity that breaks is an error of the server’s own, and its words stay inside', async () => {
  const { system } = await openShop()
  const identity = { identify: () => Promise.reject(new Error('ldap://secret')), schemes: {} }
  const server = httpServer(system, { identity, port: 0 })
  const { url } = await server.start()

  const response = await fetch(`${url}/api/v1/sales/orders`)

  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('ldap')
  await server.stop()
  await system.stop()
})

test('a port that another kind of server holds is named too', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { system } = await openShop()
  const identity = { identify: () => Promise.reject(new Error('never')), schemes: {} }

  const server = httpServer(system, { identity, port })

  await expect(server.start()).rejects.toThrow(`port ${port}`)
  await server.stop()
  await system.stop()
  other.close()
})
