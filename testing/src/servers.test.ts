/** What tests are told about the servers around them. */
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { postgresHost, postgresUrl } from './servers.ts'

const running: Server[] = []

afterEach(() => {
  vi.unstubAllEnvs()
  for (const server of running.splice(0)) server.close()
})

test('a server that answers the first message of Postgres is one', async () => {
  const url = await serverThatSays('N')
  vi.stubEnv('PLINTH_TEST_DATABASE_URL', url)

  const found = await postgresUrl()

  expect(found).toBe(url)
})

test('a server that speaks otherwise is none, and a variable that names it is a mistake', async () => {
  vi.stubEnv('PLINTH_TEST_DATABASE_URL', await serverThatSays('HTTP/1.1 400 Bad Request'))

  const found = postgresUrl()

  await expect(found).rejects.toThrow('PLINTH_TEST_DATABASE_URL names it')
})

test('where the tests looked is said without the password', () => {
  vi.stubEnv('PLINTH_TEST_DATABASE_URL', 'postgres://app:secret@db.example:6432/shop')

  const host = postgresHost()

  expect(host).toBe('db.example:6432')
})

async function serverThatSays(answer: string): Promise<string> {
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)))
  running.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return `postgres://postgres@127.0.0.1:${port}/postgres`
}
