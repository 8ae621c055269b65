/** What a call comes to when the network between driver and server fails. */
import { connect, createServer, type Socket } from 'node:net'
import { postgresUrl } from '@plinth/testing/servers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Scope } from '../driver/scope.ts'
import type { SqlDriver } from '../driver/sql-driver.ts'
import { connectPostgres } from './connect-postgres.ts'

const server = await postgresUrl()
const login: Scope = { role: 'login' }

describe.skipIf(server === null)('a network that fails', () => {
  let network: Network
  let driver: SqlDriver

  beforeEach(async () => {
    network = await openNetwork(new URL(server ?? ''))
    driver = await connectPostgres({ url: network.url })
  })

  afterEach(async () => {
    await driver.close()
    network.close()
  })

  test('swallows the answer: the call ends in time, and its outcome is unknown', async () => {
    network.swallow(true)

    const attempt = driver.transact({ ...login, timeoutMs: 100 }, [{ text: 'select 1' }])

    await expect(attempt).rejects.toMatchObject({ code: 'database.timeout', outcome: 'unknown' })
    network.swallow(false)
    expect(await driver.query(login, { text: 'select 1 as up' })).toMatchObject({
      rows: [{ up: 1 }],
    })
  })

  test('breaks: the outcome is unknown, and the next call gets a new connection', async () => {
    network.swallow(true)
    const attempt = driver.transact(login, [{ text: 'select 1' }])

    network.cut()

    await expect(attempt).rejects.toMatchObject({
      code: 'database.unreachable',
      outcome: 'unknown',
      transient: false,
    })
    network.swallow(false)
    expect(await driver.query(login, { text: 'select 1 as up' })).toMatchObject({
      rows: [{ up: 1 }],
    })
  })

  test('breaks a read: nothing happened, and it may be tried again', async () => {
    network.swallow(true)
    const attempt = driver.query(login, { text: 'select 1' })

    network.cut()

    await expect(attempt).rejects.toMatchObject({ outcome: 'nothing', transient: true })
  })

  test('swallows the answer to a session: it is lost, and nobody waits behind it', async () => {
    const impatient = await connectPostgres({ url: network.url, timeoutMs: 100 })
    const session = await impatient.session()
    network.swallow(true)

    const attempt = session.query({ text: 'select 1' })

    await expect(attempt).rejects.toMatchObject({ code: 'database.timeout' })
    expect(session.lost.aborted).toBe(true)
    await expect(session.release()).resolves.toBeUndefined()
    network.swallow(false)
    await impatient.close()
  })

  test('breaks while nobody asks: the driver stays alive and connects again', async () => {
    network.cut()

    const answer = await vi.waitFor(() => driver.query(login, { text: 'select 1 as up' }))

    expect(answer).toMatchObject({ rows: [{ up: 1 }] })
  })
})

/** A way to the server that can be made to fail. */
interface Network {
  readonly url: string
  /** Lets no answers through, or lets them through again. */
  swallow(on: boolean): void
  /** Breaks all connections. */
  cut(): void
  close(): void
}

async function openNetwork(target: URL): Promise<Network> {
  const sockets: Socket[] = []
  let swallowing = false
  const proxy = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    sockets.push(near, far)
    near.on('data', (bytes) => far.write(bytes)).on('error', () => far.destroy())
    far.on('data', (bytes) => swallowing || near.write(bytes)).on('error', () => near.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = (): void => {
    for (const socket of sockets.splice(0)) socket.destroy()
  }
  return {
    url: Object.assign(new URL(target.href), { host: `127.0.0.1:${port}` }).href,
    swallow: (on) => {
      swallowing = on
    },
    cut,
    close() {
      cut()
      proxy.close()
    },
  }
}
