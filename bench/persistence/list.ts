/** Benchmarks of reading a page of records. */
import { isDeepStrictEqual } from 'node:util'
import type { BaseRepository, QueryOptions } from '@plinth/core'
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { concurrent } from '../harness/concurrent.ts'
import { type Ground, onGround } from './ground.ts'
import { countOrders, listOrders } from './raw.ts'
import { width } from './where.ts'

/** The latest fifty orders of a state, without and with their number. */
export const listBenchmarks: readonly Benchmark[] = [
  {
    area: 'persistence',
    name: 'list',
    shows: `the latest 50 orders of a state, RLS on, ${width} at once; against a prepared select`,
    goal: { timesLimit: 1.5 },
    prepare: () => onGround((ground) => listContest(ground, {})),
  },
  {
    area: 'persistence',
    name: 'list-capped-count',
    shows: 'the same with a count that stops at 1,001; against the select alone',
    goal: { timesLimit: 2.2 },
    prepare: () => onGround((ground) => listContest(ground, { total: 'capped' })),
  },
]

async function listContest(ground: Ground, options: QueryOptions): Promise<Contest> {
  const latest = (orders: BaseRepository) =>
    orders.findMany(
      { status: 'placed' },
      { ...options, limit: 50, sort: [{ field: 'placedAt', direction: 'desc' }] },
    )
  const ours = async () => {
    const { data, total } = await ground.work(latest, true)
    return { numbers: data.map(({ number }) => number), total }
  }

  const given = await ours()
  const wanted = {
    numbers: await listOrders(ground),
    total: options.total ? await countOrders(ground) : null,
  }
  if (!isDeepStrictEqual(given, wanted)) throw new Error(`ours lists ${JSON.stringify(given)}`)
  return {
    clock: 'wall',
    stretch: 8,
    ours: concurrent('ours', width, ours),
    limit: concurrent('limit', width, () => listOrders(ground)),
  }
}
