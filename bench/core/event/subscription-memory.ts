/** What a subscription of the bus keeps in memory. */
import { memoryEventBus } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { keeper } from '../../harness/heap.ts'
import { audienceOf } from './audience.ts'

const count = 10_000

/** One of ten thousand, with the handler that it calls. */
export const subscriptionMemoryBenchmark: Benchmark = {
  area: 'core',
  name: 'subscription-memory',
  shows: 'what a subscription keeps in memory, its handler too, one of 10,000 on a bus',
  goal: { bytes: 300 },
  prepare: () => Promise.resolve(memoryContest()),
}

function memoryContest(): Contest {
  const patterns = audienceOf(count).listening.map(({ pattern }) => pattern)
  const make = () => {
    const calls = { count: 0 }
    const bus = memoryEventBus({ contextOf: () => null })
    for (const pattern of patterns) {
      bus.subscribe(pattern, () => {
        calls.count += 1
      })
    }
    return bus
  }
  make()
  return { clock: 'heap', operations: count, ours: keeper('ours', make) }
}
