/** A system as a process: what it shows, what it serves, how it ends. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestProcess, type Workplace, workplace } from '../../fixture/processes.ts'

let place: Workplace

beforeEach(() => {
  place = workplace()
})

afterEach(() => place.clear())

const asNorth = { 'x-org-id': 'org_north', 'content-type': 'application/json' }

test('it shows where it is, serves its demo data, and lets what is in flight finish', async () => {
  const running = place.start('serve.ts', { APP_ENV: 'development' })
  const url = await urlOf(running)

  const list = await fetch(`${url}/api/v1/sales/customers`, { headers: asNorth })
  const nobody = await fetch(`${url}/api/v1/sales/customers`)
  const documents = await (await fetch(`${url}/docs`)).text()
  const slow = wait(url, 500)
  await running.saying(/waiting/)
  running.kill('SIGTERM')

  expect(await list.json()).toMatchObject({ data: [{ code: 'ALFKI' }] })
  expect(await nobody.json()).toMatchObject({ detail: expect.stringContaining('org_north') })
  expect(documents).toContain('x-org-id: org_north')
  expect(await (await slow).json()).toMatchObject({ waited: 500 })
  const { code, out, err } = await running.ended
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('survives a crash of this process, not a power cut')
  expect(out).toMatch(/GET \/api\/v1\/sales\/customers {2}200 {2}\d+ ms\n/)
  expect(out).not.toContain('\u001B')
})

test('demo data that was deleted stays deleted', async () => {
  const first = place.start('serve.ts', { APP_ENV: 'development' })
  const customers = `${await urlOf(first)}/api/v1/sales/customers`
  const before = await idsAt(customers)
  for (const id of before) await fetch(`${customers}/${id}`, { method: 'DELETE', headers: asNorth })
  first.kill('SIGTERM')
  await first.ended

  const second = place.start('serve.ts', { APP_ENV: 'development' })
  const after = await idsAt(`${await urlOf(second)}/api/v1/sales/customers`)

  expect(before).toHaveLength(1)
  expect(after).toEqual([])
})

test('a handler that forgets to await what fails does not end it', async () => {
  const running = place.start('serve.ts', { APP_ENV: 'development' })
  const url = await urlOf(running)

  const forgetful = `${url}/api/v1/commands/sales.forget`
  const answer = await fetch(forgetful, { method: 'POST', headers: asNorth, body: '{}' })
  const after = await fetch(`${url}/health`)
  running.kill('SIGTERM')

  expect([answer.status, after.status]).toEqual([200, 200])
  const { code, err } = await running.ended
  expect(code).toBe(0)
  expect(err).toContain('a promise failed that nobody awaits')
  expect(err).toContain('sales.nowhere')
})

test('a second signal ends it at once', async () => {
  const running = place.start('serve.ts', { APP_ENV: 'development' })
  const slow = wait(await urlOf(running), 60_000).catch(() => 'cut off')
  await running.saying(/waiting/)

  running.kill('SIGTERM')
  running.kill('SIGINT')

  expect(await slow).toBe('cut off')
  expect([130, 143]).toContain((await running.ended).code)
})

test('in production it needs an identity, writes lines for machines, and warns of power cuts', async () => {
  const running = place.start('serve-in-production.ts')
  const [, url = ''] = await running.saying(/"url":"([^"]+)"/)

  const answered = await fetch(`${url}/api/v1/sales/customers`)
  await running.saying(/"message":"request"/)
  running.kill('SIGINT')

  const { code, out } = await running.ended
  const lines: unknown[] = out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect({ status: answered.status, code }).toEqual({ status: 200, code: 0 })
  expect(lines).toMatchObject([
    { level: 'info', message: 'ready', name: 'shop', data: 'embedded, .plinth/data' },
    { level: 'warn', message: expect.stringContaining('not a power cut') },
    { level: 'info', message: 'request', path: '/api/v1/sales/customers', status: 200 },
  ])
})

async function urlOf(running: TestProcess): Promise<string> {
  const [, url = ''] = await running.saying(/API {6}(\S+)\/api\/v1/)
  return url
}

function wait(url: string, ms: number): Promise<Response> {
  const body = JSON.stringify({ ms })
  return fetch(`${url}/api/v1/commands/sales.wait`, { method: 'POST', headers: asNorth, body })
}

async function idsAt(list: string): Promise<readonly string[]> {
  const answer = await fetch(list, { headers: asNorth })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return data.map(({ id }) => id)
}
