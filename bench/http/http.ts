/** Benchmarks of whole requests: over a socket, through the server, into the database and back. */
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { Benchmark, Contender, Contest } from '../harness/benchmark.ts'
import { node, startServer } from '../harness/server-process.ts'
import { type Ground, onGround } from '../persistence/ground.ts'
import { orderValues } from '../persistence/order.ts'
import { width } from '../persistence/where.ts'
import { type Answer, Connection, requestText } from './connection.ts'
import { tablesByHand } from './tables-by-hand.ts'

/** Creating and reading one record. */
export const httpBenchmarks: readonly Benchmark[] = [
  {
    area: 'http',
    name: 'http-create',
    shows: `POST of an order, ${width} at once: validation, policies, event, outbox; against Fastify and pg by hand`,
    goal: {},
    prepare: () => onGround((ground) => httpContest(ground, createOrder)),
  },
  {
    area: 'http',
    name: 'http-read',
    shows: `GET of an order, ${width} at once, behind policies; against Fastify and pg by hand`,
    goal: {},
    prepare: () => onGround((ground) => httpContest(ground, readOrder)),
  },
]

/** What one request of a benchmark is, given where a server has its orders. */
type MakeRequest = (ground: Ground, path: string) => string

function createOrder({ customerId }: Ground, path: string): string {
  return requestText('POST', path, JSON.stringify(orderValues(customerId)))
}

function readOrder({ orderIds }: Ground, path: string): string {
  return requestText('GET', `${path}/${orderIds[17]}`)
}

async function httpContest(ground: Ground, makeRequest: MakeRequest): Promise<Contest> {
  const { url } = ground
  if (url === null) throw new Error('the HTTP benchmarks need a Postgres server: set DATABASE_URL')

  await tablesByHand(ground)
  const servers = await startBoth(url)
  try {
    const [ours, limit] = await Promise.all([
      client('ours', servers.ours.port, makeRequest(ground, '/api/v1/bench/orders')),
      client('limit', servers.limit.port, makeRequest(ground, '/orders')),
    ])
    assertSame(await ours.ask(), await limit.ask())
    return {
      clock: 'wall',
      stretch: 10,
      ours,
      limit,
      async close() {
        ours.close()
        limit.close()
        await servers.stop()
      },
    }
  } catch (error) {
    await servers.stop()
    throw error
  }
}

const programs = {
  ours: new URL('./ours.ts', import.meta.url),
  limit: new URL('./by-hand.ts', import.meta.url),
}

async function startBoth(url: string) {
  const variables = { DATABASE_URL: url, APP_ENV: 'development', LOG_LEVEL: 'warn' }
  const [ours, limit] = await Promise.all([
    startServer({ command: [...node, fileURLToPath(programs.ours)], variables }),
    startServer({ command: [...node, fileURLToPath(programs.limit)], variables }),
  ])
  const stop = () => Promise.all([ours.stop(), limit.stop()])
  return { ours, limit, stop }
}

interface Client extends Contender {
  ask(): Promise<Answer>
  close(): void
}

/** Makes a contender that asks the same over as many connections as run at once. */
async function client(name: string, port: number, request: string): Promise<Client> {
  const connections = await Promise.all(Array.from({ length: width }, () => Connection.open(port)))
  const [first] = connections
  if (!first) throw new Error('no connection was opened')
  return {
    name,
    ask: () => first.ask(request),
    async run(times) {
      let left = times
      const askAll = async (connection: Connection) => {
        while (left-- > 0) {
          const { status, body } = await connection.ask(request)
          if (status >= 300) throw new Error(`${name} answered ${status}: ${body}`)
        }
      }
      await Promise.all(connections.map(askAll))
    },
    close: () => connections.forEach((connection) => connection.close()),
  }
}

function assertSame(ours: Answer, limit: Answer): void {
  const [given, wanted] = [comparable(ours), comparable(limit)]
  if (!isDeepStrictEqual(given, wanted)) {
    throw new Error(
      `ours answers ${JSON.stringify(given)}, and the limit ${JSON.stringify(wanted)}`,
    )
  }
}

/** An answer without what differs by nature: ids and dates of the writing. */
function comparable({ status, body }: Answer): unknown {
  const order: unknown = JSON.parse(body, (key, value: unknown) =>
    ['id', 'createdAt', 'updatedAt'].includes(key) ? typeof value : value,
  )
  return { status, order }
}
