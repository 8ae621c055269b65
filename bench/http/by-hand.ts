/** The server that the HTTP benchmarks measure against: Fastify and node-postgres, written by hand. */
import process from 'node:process'
import { systemPlatform } from '@plinth/core/runtime'
import fastify from 'fastify'
import { Pool, type PoolClient } from 'pg'
import { width } from '../persistence/where.ts'
import { answerSchema, bodySchema, type OrderBody, type OrderRow, present } from './order-json.ts'
import { find, insertOrder, logCreated, terms } from './order-sql.ts'

const { ids } = systemPlatform()
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: width,
  pipeline: true,
})
pool.on('error', () => {})
const role = `${new URL(process.env['DATABASE_URL'] ?? '').pathname.slice(1)}_app`

const app = fastify({ logger: false })

app.get('/health/ready', () => ({ status: 'ready' }))

app.post<{ Body: OrderBody }>(
  '/orders',
  { schema: { body: bodySchema, response: { 201: answerSchema } } },
  async ({ body, headers }, reply) => {
    const organizationId = String(headers['x-org-id'])
    const id = ids.generateFor('ord_')
    const now = new Date()
    await inTransaction(organizationId, (client) => [
      client.query(insertOrder(body, { id, organizationId, now })),
      client.query(logCreated(body, { id, organizationId, now, eventId: ids.generateFor('evt_') })),
    ])
    const order = {
      ...body,
      id,
      organizationId,
      createdAt: now.getTime(),
      updatedAt: now.getTime(),
    }
    void reply.code(201).header('etag', '"1"').header('location', `/orders/${id}`)
    return { ...order, deletedAt: null, version: 1, dueAt: body.dueAt ?? null, meta: {} }
  },
)

app.get<{ Params: { id: string } }>(
  '/orders/:id',
  { schema: { response: { 200: answerSchema } } },
  async ({ params, headers }, reply) => {
    const organizationId = String(headers['x-org-id'])
    const [result] = await inTransaction(organizationId, (client) => [
      client.query<OrderRow>(find(organizationId, params.id)),
    ])
    const row = result?.rows[0]
    if (!row) return reply.code(404).send({ title: 'There is no such order', status: 404 })

    void reply.header('etag', `"${row.version}"`)
    return present(row)
  },
)

process.once('SIGTERM', () => void app.close().then(() => pool.end()))
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })

/** Sends everything in one round trip; the first failure is thrown once all of it has come back. */
async function inTransaction<Result>(
  organizationId: string,
  work: (client: PoolClient) => readonly Promise<Result>[],
): Promise<readonly Result[]> {
  const client = await pool.connect()
  try {
    const begun = [client.query('begin'), client.query(terms(role, organizationId))]
    const working = work(client)
    const end = client.query('commit')
    const all = await Promise.allSettled([...begun, ...working, end])
    const failure = all.find((part) => part.status === 'rejected')
    if (failure) throw failure.reason
    if ((await end).command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return await Promise.all(working)
  } finally {
    client.release()
  }
}
