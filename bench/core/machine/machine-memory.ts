/** What a machine keeps in memory. */
import { compileMachine, compileRule } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { keeper } from '../../harness/heap.ts'
import { parcelMachine } from './parcel.ts'

const count = 500

/** One of many, without what the definition and the guards' rules keep: they are data and rules of their own. */
export const machineMemoryBenchmark: Benchmark = {
  area: 'core',
  name: 'machine-memory',
  shows:
    'what a machine of 8 states keeps in memory beside its definition and the rules of its guards',
  goal: { bytes: 6_000 },
  prepare: () => Promise.resolve(memoryContest()),
}

function memoryContest(): Contest {
  const guard = compileRule({ field: 'entity.total', op: 'lte', value: 1_000 })
  const make = () => Array.from({ length: count }, () => compileMachine(parcelMachine, () => guard))
  make()
  return { clock: 'heap', operations: count, ours: keeper('ours', make) }
}
