/**
 * Measures contenders in interleaved rounds: in each round every contender works once, and each
 * round another one begins. What disturbs the machine disturbs all of them, and ratios stand.
 */
import process from 'node:process'
import type { Contender, Contest } from './benchmark.ts'

/** How thoroughly to measure. */
export interface Plan {
  readonly rounds: number
  /** About how long each contender works in a round. */
  readonly roundMs: number
  /** How long each contender works before the first round, at the least. */
  readonly warmMs: number
}

/** What each contender's operation cost in each round, in nanoseconds or in bytes: `costs.get('ours')`. */
export type Costs = ReadonlyMap<string, readonly number[]>

/** Measures the contenders of a contest. */
export async function measure(contest: Contest, { rounds, ...plan }: Plan): Promise<Costs> {
  const { stretch = 1 } = contest
  const pace = { roundMs: plan.roundMs * stretch, warmMs: plan.warmMs * stretch }
  const stopwatch = stopwatches[contest.clock]
  const laps: Lap[] = []
  for (const contender of contendersOf(contest)) {
    const times = contest.clock === 'heap' ? 1 : await warmUp(contender, stopwatch, pace)
    laps.push({ contender, times, costs: [] })
  }

  for (let round = 0; round < rounds; round++) {
    for (const lap of rotated(laps, round)) {
      const { contender, times, costs } = lap
      // A full collection would also throw away what the optimiser knows.
      globalThis.gc?.({ type: 'minor' })
      const taken = await timed(contender, times, stopwatch)
      costs.push(taken / times / (contest.operations ?? 1))
    }
  }
  return new Map(laps.map(({ contender, costs }) => [contender.name, costs]))
}

/** Lists the contenders of a contest, ours first. */
function contendersOf({ ours, limit, peers = [] }: Contest): readonly Contender[] {
  return [ours, ...(limit ? [limit] : []), ...peers]
}

interface Lap {
  readonly contender: Contender
  readonly times: number
  readonly costs: number[]
}

/** Reads a time in nanoseconds; only differences mean something. */
type Stopwatch = () => number

const stopwatches: Readonly<Record<Contest['clock'], Stopwatch>> = {
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) * 1_000
  },
  wall: () => performance.now() * 1_000_000,
  heap: () => 0,
}

async function timed(contender: Contender, times: number, stopwatch: Stopwatch): Promise<number> {
  const start = stopwatch()
  const told = await contender.run(times)
  return told ?? stopwatch() - start
}

/** Works until the work is warm, and tells how many times of it fill a round. */
async function warmUp(
  contender: Contender,
  stopwatch: Stopwatch,
  { roundMs, warmMs }: Omit<Plan, 'rounds'>,
): Promise<number> {
  let warm = 0
  for (let times = 1; ; times *= 2) {
    const taken = await timed(contender, times, stopwatch)
    warm += taken
    if (taken < roundMs * 1_000_000 || warm < warmMs * 1_000_000) continue
    return Math.max(1, Math.round((times * roundMs * 1_000_000) / taken))
  }
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
