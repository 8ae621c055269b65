/** Stopping waits for what is asked, and for nothing else. */
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { httpServer } from '../index.ts'
import { openShop } from '../shop.fixture.ts'
import { shopServer } from '../shop-server.fixture.ts'

test('stopping waits for the request in flight, and refuses the next one', async () => {
  const slow = await slowShop()
  const inFlight = fetch(`${slow.url}/api/v1/sales/orders`)
  await slow.asked

  const stopping = slow.server.stop()
  slow.answer()

  const response = await inFlight
  expect(response.status).toBe(200)
  expect(response.headers.get('connection')).toBe('close')
  await stopping
  await expect(fetch(`${slow.url}/health`)).rejects.toThrow('fetch failed')
  await slow.system.stop()
})

test('stopping does not wait for ever', async () => {
  const slow = await slowShop({ stopMs: 100 })
  const inFlight = fetch(`${slow.url}/api/v1/sales/orders`)
  const ended = inFlight.then(String, String)
  await slow.asked

  await slow.server.stop()

  expect(await ended).toContain('fetch failed')
  await slow.system.stop()
})

test('stopping does not wait for connections on which nothing is asked', async () => {
  const shop = await shopServer({ stopMs: 10_000 })
  const { hostname, port } = new URL(shop.url)
  const silent = connect(Number(port), hostname)
  const isClosed = new Promise((resolve) => silent.on('close', resolve))
  await new Promise((resolve) => silent.on('connect', resolve))
  await shop.ask('GET', '/health')

  const start = performance.now()
  await shop.server.stop()
  await isClosed

  expect(performance.now() - start).toBeLessThan(5_000)
  await shop.system.stop()
})

test('a request on a connection that is kept while the server stops is told to go elsewhere', async () => {
  const slow = await slowShop()
  const { hostname, port } = new URL(slow.url)
  const socket = connect(Number(port), hostname)
  let received = ''
  const isClosed = new Promise((resolve) => socket.on('close', resolve))
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    received += chunk.toString()
  })
  const request = 'GET /api/v1/sales/orders HTTP/1.1\r\nHost: localhost\r\n\r\n'
  socket.write(request)
  await slow.asked

  const stopping = slow.server.stop()
  socket.write(request)
  slow.answer()
  await isClosed
  await stopping

  expect(received).toMatch(/^HTTP\/1\.1 200 /)
  expect(received.match(/HTTP\/1\.1 200 /g)).toHaveLength(1)
  await slow.system.stop()
})

/** A shop whose identity waits until it is told to answer. */
async function slowShop(limits = {}) {
  const { system } = await openShop()
  const gate = signal()
  const first = signal()
  const identity = {
    schemes: {},
    async identify() {
      first.give()
      await gate.given
      const orgId = 'org_north'
      const actor = { id: 'ann', roles: ['clerk'], orgId, type: 'human' as const }
      return { actor, org: { id: orgId, slug: orgId, settings: {} } }
    },
  }
  const server = httpServer(system, { identity, port: 0, limits })
  const { url } = await server.start()
  return { url, server, system, asked: first.given, answer: () => gate.give() }
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}
