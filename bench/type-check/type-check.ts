/** The benchmarks of the compiler on a large system: a hundred entities of twelve fields, twenty of all else. */
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { type Compilation, compiler } from './compiler.ts'

const size = { entities: 100, machines: 20 }
const what = '100 entities × 12 fields, 20 machines, commands, queries, subscriptions, jobs'

/** Types alone, types with declarations, and the memory that these take. */
export const typesBenchmarks: readonly Benchmark[] = [
  {
    area: 'types',
    name: 'types-check',
    shows: `tsc --noEmit on ${what}`,
    goal: { seconds: 2 },
    prepare: () => compilerContest({ emits: false }),
  },
  {
    area: 'types',
    name: 'types-declarations',
    shows: `tsc with declarations on ${what}`,
    goal: { seconds: 5 },
    prepare: () => compilerContest({ emits: true }),
  },
  {
    area: 'types',
    name: 'types-memory',
    shows: `what tsc with declarations takes of memory on ${what}`,
    goal: { bytes: 500_000_000 },
    prepare: () => compilerContest({ emits: true, tells: 'bytes' }),
  },
]

interface Asked {
  readonly emits: boolean
  readonly tells?: keyof Compilation
}

async function compilerContest({ emits, tells = 'nanoseconds' }: Asked): Promise<Contest> {
  const { compile, close } = await compiler(size)
  const run = async (times: number) => {
    let told = 0
    for (let time = 0; time < times; time++) told += (await compile(emits))[tells]
    return told
  }
  const clock = tells === 'bytes' ? 'heap' : 'wall'
  return { clock, note: 'the limit is what is allowed', ours: { name: 'ours', run }, close }
}
