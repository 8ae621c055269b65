/** Benchmarks of reading a record by its id. */
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { concurrent } from '../harness/concurrent.ts'
import { pick, seeded } from '../harness/seeded.ts'
import { type Ground, onGround } from './ground.ts'
import { connectPeers, contendersOf } from './peer-work.ts'
import { findOrder } from './raw.ts'
import { width } from './where.ts'

/** Reading one order among many, at once and one by one. */
export const findBenchmarks: readonly Benchmark[] = [
  {
    area: 'persistence',
    name: 'find-by-id',
    shows: `an order by its id, RLS on, ${width} at once; against a prepared select without policies`,
    goal: { timesLimit: 1.6, timesFaster: { prisma: 2 } },
    prepare: () => onGround((ground) => findContest(ground, width)),
  },
  {
    area: 'persistence',
    name: 'find-by-id-alone',
    shows: 'the same, one at a time',
    goal: { timesLimit: 1.6, timesFaster: { prisma: 2 } },
    prepare: () => onGround((ground) => findContest(ground, 1)),
  },
]

async function findContest(ground: Ground, atOnce: number): Promise<Contest> {
  const peers = await connectPeers(ground, ['prisma'])
  const draw = seeded(6)
  const ours = async (id: string) => {
    const order = await ground.work((orders) => orders.findById(id), true)
    return order?.['number']
  }
  const limit = (id: string) => findOrder(ground, id)
  const anyOrder = () => pick(ground.orderIds, draw)

  for (const id of ground.orderIds.slice(0, 20)) {
    const number = await limit(id)
    const found = [
      await ours(id),
      ...(await Promise.all(peers.works.map(({ work }) => work.find(id)))),
    ]
    if (found.some((other) => other !== number)) throw new Error(`${id} is ${found.join(' and ')}`)
  }
  return {
    clock: 'wall',
    stretch: 8,
    ours: concurrent('ours', atOnce, () => ours(anyOrder())),
    limit: concurrent('limit', atOnce, () => limit(anyOrder())),
    peers: contendersOf(peers, atOnce, (work) => work.find(anyOrder())),
    close: () => peers.close(),
  }
}
