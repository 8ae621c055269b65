/** The document, the page and the errors are served to everybody. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopServer, shopServer } from '../shop-server.fixture.ts'

let shop: ShopServer

beforeAll(async () => {
  shop = await shopServer()
})
afterAll(() => shop.close())

test('the document is OpenAPI 3.1, and needs nobody’s name', async () => {
  const { status, headers, body } = await shop.ask('GET', '/openapi.json')

  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'shop', version: '1.2.3' } })
})

test('the page may load its style sheet and nothing else', async () => {
  const page = await shop.ask('GET', '/docs')
  const sheet = await shop.ask('GET', '/docs/style.css')

  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'self'/,
  )
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.body).toContain(`curl -s ${shop.url}/api/v1/sales/customers`)
  expect(sheet.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

test('the root leads to the page', async () => {
  const { status, headers } = await shop.ask('GET', '/')

  expect([status, headers.get('location')]).toEqual([302, '/docs'])
})

test('the address in a problem explains its code', async () => {
  const { body } = await shop.ask('GET', '/api/v1/sales/orders/nonsense')

  const page = await shop.ask('GET', body.type)

  expect(page.status).toBe(200)
  expect(page.body).toContain('No such record in this organization.')
})
