/** The benchmark of storing a record. */
import { isDeepStrictEqual } from 'node:util'
import { systemPlatform } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { concurrent } from '../harness/concurrent.ts'
import { type Ground, onGround } from './ground.ts'
import { orderValues } from './order.ts'
import { connectPeers, contendersOf } from './peer-work.ts'
import { insertOrder } from './raw.ts'
import { width } from './where.ts'

const peerGoals = { prisma: 3.5, typeorm: 2, '@mikro-orm/core': 2, 'drizzle-orm': 1.3 }

/** A new record with all that belongs to it, behind policies. */
export const saveBenchmark: Benchmark = {
  area: 'persistence',
  name: 'save',
  shows: `a new order, its event and its outbox row, RLS on, ${width} at once; against one raw insert, peers with an outbox row`,
  goal: { timesLimit: 1.8, timesFaster: peerGoals },
  prepare: () => onGround(saveContest),
}

const { ids } = systemPlatform()

async function saveContest(ground: Ground): Promise<Contest> {
  const peers = await connectPeers(ground, Object.keys(peerGoals))
  const ours = () => ground.work((orders) => orders.save(orderValues(ground.customerId)))
  const limit = () => insertOrder(ground, ids.generateFor('ord_'))

  await assertStored(ground, 'bench.orders', async () => (await ours()).id)
  await assertOutbox(ground, 'plinth.outbox', ours)
  for (const { work } of peers.works) {
    await assertStored(ground, 'raw_orders', (id) => work.save(id).then(() => id))
    await assertOutbox(ground, 'raw_outbox', () => work.save(ids.generateFor('ord_')))
  }
  return {
    clock: 'wall',
    stretch: 10,
    ours: concurrent('ours', width, ours),
    limit: concurrent('limit', width, limit),
    peers: contendersOf(peers, width, (work) => work.save(ids.generateFor('ord_'))),
    close: () => peers.close(),
  }
}

type Table = 'bench.orders' | 'raw_orders'

/** Compares what a contender stored with what everyone is to store. */
async function assertStored(
  ground: Ground,
  table: Table,
  save: (id: string) => Promise<string>,
): Promise<void> {
  const id = await save(ids.generateFor('ord_'))
  const [row] = await ground.sql({
    text: `select number, customer_id as "customerId", status, total_amount::int as amount, total_currency as currency,
      extract(epoch from placed_at)::float8 * 1000 as "placedAt", due_at as "dueAt", priority::int,
      is_gift as "isGift", email, note, version
    from ${table} where organization_id = $1 and id = $2`,
    values: [ground.organizationId, id],
  })
  const { total, ...values } = orderValues(ground.customerId)
  if (!isDeepStrictEqual(row, { ...values, ...total, version: 1 })) {
    throw new Error(`${table} holds ${JSON.stringify(row)} instead of ${JSON.stringify(values)}`)
  }
}

async function assertOutbox(
  { sql }: Ground,
  table: 'plinth.outbox' | 'raw_outbox',
  save: () => Promise<unknown>,
): Promise<void> {
  const count = async () =>
    Number((await sql({ text: `select count(*) from ${table}` }))[0]?.['count'])
  const before = await count()
  await save()
  if ((await count()) !== before + 1) throw new Error(`${table} has not one row more`)
}
