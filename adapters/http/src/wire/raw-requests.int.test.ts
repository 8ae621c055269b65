/** What no client library would send is answered, too. */
import { afterEach, expect, test } from 'vitest'
import { type ShopServer, shopServer } from '../shop-server.fixture.ts'

let shop: ShopServer | undefined

afterEach(async () => {
  await shop?.close()
  shop = undefined
})

const end = 'Host: localhost\r\nx-org-id: org_north\r\nConnection: close\r\n'
const orders = '/api/v1/sales/orders'

test.each([
  ['an unknown method', `PROPFIND ${orders} HTTP/1.1\r\n${end}\r\n`, 404],
  ['TRACE', `TRACE ${orders} HTTP/1.1\r\n${end}\r\n`, 405],
  ['OPTIONS *', `OPTIONS * HTTP/1.1\r\n${end}\r\n`, 204],
  ['an absolute address', `GET http://localhost/health HTTP/1.1\r\n${end}\r\n`, 200],
  ['HTTP 1.0', 'GET /health HTTP/1.0\r\n\r\n', 200],
  ['no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['HTTP 2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  [
    'an expectation',
    `POST ${orders} HTTP/1.1\r\n${end}Expect: more\r\nContent-Length: 2\r\n\r\n{}`,
    417,
  ],
  ['a body with GET', `GET ${orders} HTTP/1.1\r\n${end}Content-Length: 3\r\n\r\n{{{`, 200],
  [
    'a broken chunk',
    `POST ${orders} HTTP/1.1\r\n${end}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    400,
  ],
  ['a control character', `GET ${orders}/\u001b[2J HTTP/1.1\r\n${end}\r\n`, 400],
  ['bytes beyond ASCII', `GET ${orders}/\u00ff HTTP/1.1\r\n${end}\r\n`, 400],
  ['2,500 fields', `GET /health HTTP/1.1\r\n${'a: b\r\n'.repeat(2_500)}${end}\r\n`, 431],
])('%s is answered, and the connection ends', async (_name, request, status) => {
  shop = await shopServer()

  const answer = await shop.raw(request)

  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(shop.logged).toEqual([])
})

test('CONNECT leads nowhere', async () => {
  shop = await shopServer()

  expect(await shop.raw('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')).toBe('')
})

test('what is no HTTP is told so, on a connection that ends', async () => {
  shop = await shopServer()

  const nonsense = await shop.raw('nonsense\r\n\r\n')
  const twoLengths = await shop.raw(
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  )
  const largeField = await shop.raw(
    `GET / HTTP/1.1\r\nHost: localhost\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`,
  )

  expect(nonsense).toMatch(
    /^HTTP\/1\.1 400 .*application\/problem\+json.*"http\.request-malformed"/s,
  )
  expect(twoLengths).toMatch(/^HTTP\/1\.1 400 /)
  expect(largeField).toMatch(/^HTTP\/1\.1 431 .*"http\.headers-too-large"/s)
})

test('a request that trickles in is ended in time', async () => {
  shop = await shopServer({ requestMs: 150 })

  const slowFields = await shop.raw('GET /health HTTP/1.1\r\nHost: localhost\r\nx-slow: ')
  const slowBody = await shop.raw(
    'POST /api/v1/sales/orders HTTP/1.1\r\nHost: localhost\r\nx-org-id: org_north\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a"',
  )

  expect(slowFields).toMatch(/^HTTP\/1\.1 408 .*"http\.request-timeout"/s)
  expect(slowBody).toMatch(/^HTTP\/1\.1 408 .*"http\.request-timeout"/s)
})

test('a request over a name that only pretends to be this machine is refused', async () => {
  shop = await shopServer()

  const answer = await shop.raw(
    'GET /api/v1/sales/orders HTTP/1.1\r\nHost: evil.example\r\nx-org-id: org_north\r\nConnection: close\r\n\r\n',
  )

  expect(answer).toMatch(/^HTTP\/1\.1 403 .*"auth\.forbidden"/s)
})
