/** A server that cannot be used is named in one sentence, without the password. */
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { connectPostgres } from './connect-postgres.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

test('nothing listens there', async () => {
  const port = await listen(() => {})
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed))

  const error = await failureOf(`postgres://app:hunter2@127.0.0.1:${port}/shop`)

  expect(error).toMatchObject({
    code: 'database.unreachable',
    message: `Postgres at 127.0.0.1:${port} cannot be reached: nothing listens there`,
    outcome: 'nothing',
    transient: true,
  })
})

test('no such host', async () => {
  const error = await failureOf('postgres://app:hunter2@db.invalid:5432/shop')

  expect(error).toMatchObject({
    code: 'database.unreachable',
    message: expect.stringMatching(/^Postgres at db\.invalid:5432 cannot be reached: /),
  })
})

test('someone listens and never answers', async () => {
  const port = await listen(() => {})

  const error = await failureOf(`postgres://app:hunter2@127.0.0.1:${port}/shop`)

  expect(error).toMatchObject({
    code: 'database.unreachable',
    message: `Postgres at 127.0.0.1:${port} cannot be reached: it did not answer in time`,
  })
})

test('someone listens and hangs up', async () => {
  const port = await listen((socket) => socket.end())

  const error = await failureOf(`postgres://app:hunter2@127.0.0.1:${port}/shop`)

  expect(error).toMatchObject({
    message: `Postgres at 127.0.0.1:${port} cannot be reached: it hung up`,
  })
})

test('the password is wrong', async () => {
  const port = await listen((socket) => {
    socket.once('data', () => {
      socket.write(askForPassword)
      socket.once('data', () => socket.end(refusal('28P01', 'password authentication failed')))
    })
  })

  const error = await failureOf(`postgres://app:hunter2@127.0.0.1:${port}/shop`)

  expect(error).toMatchObject({
    code: 'database.refused',
    message: `Postgres at 127.0.0.1:${port} refuses the user "app": its password is wrong`,
    transient: false,
  })
})

test('the database does not exist', async () => {
  const port = await listen((socket) => {
    socket.once('data', () => socket.end(refusal('3D000', 'database "shop" does not exist')))
  })

  const error = await failureOf(`postgres://app:hunter2@127.0.0.1:${port}/shop`)

  expect(error).toMatchObject({
    code: 'database.refused',
    message: `Postgres at 127.0.0.1:${port} has no database "shop"`,
  })
})

test('the server is still starting', async () => {
  const port = await listen((socket) => {
    socket.once('data', () => socket.end(refusal('57P03', 'the database system is starting up')))
  })

  const error = await failureOf(`postgres://app:hunter2@127.0.0.1:${port}/shop`)

  expect(error).toMatchObject({
    code: 'database.unreachable',
    message: `Postgres at 127.0.0.1:${port} cannot be reached: the database system is starting up`,
    transient: true,
  })
})

test('the address is none', async () => {
  const error = await failureOf('postgres://app:hunter2@127.0.0.1:port/shop')

  expect(error).toMatchObject({
    code: 'config.invalid',
    message: expect.stringContaining('postgres://user:password@host:5432/name'),
  })
})

/** Connects, and returns the error after seeing that the password is nowhere in it. */
async function failureOf(url: string): Promise<unknown> {
  const error = await connectPostgres({ url, connectTimeoutMs: 300 }).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Error)
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('hunter2')
  return error
}

function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection)
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

// AuthenticationCleartextPassword (PostgreSQL manual, 55.7).
const askForPassword = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])

/** An ErrorResponse: severity, code and message, each as a tag and a text that ends with 0. */
function refusal(code: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
