/** The rows of a benchmark: one for each peer that a goal names, or one alone. */
import type { Area, Benchmark, Contest, Goal } from './benchmark.ts'
import type { Costs } from './measure.ts'
import { median, medianRatio } from './median.ts'
import { peerName } from './peers.ts'

/** One figure, as it is printed and as `--json` gives it. */
export interface Row {
  readonly area: Area
  readonly name: string
  /** How many times the cost of hand-written code ours has; of what is allowed, where time or memory is the goal. */
  readonly vsLimit: number | null
  /** The library beside ours, with its version; null where none is. */
  readonly peer: string | null
  /** How many times as fast as the peer ours is; null where the peer is not installed. */
  readonly vsPeer: number | null
  /** What is wanted, in words. */
  readonly goal: string
  /**
   * Whether it is reached, or missed by a tenth at the most; null where that cannot be told: a part was not
   * measured and the rest holds, or the rounds were too few.
   */
  readonly met: boolean | null
  /** What the costs are in: nanoseconds, or bytes. */
  readonly unit: 'ns' | 'B'
  /** What an operation cost: the median of the rounds. */
  readonly cost: {
    readonly ours: number
    readonly limit: number | null
    readonly peer: number | null
  }
  readonly rounds: number
  readonly note: string | null
}

/** The fewest rounds that a judgement stands on. */
const enoughRounds = 7

/** How far a figure may miss its goal and still meet it. */
const tolerance = 0.1

/** Makes the rows of what was measured. */
export function rowsOf(benchmark: Benchmark, contest: Contest, costs: Costs): readonly Row[] {
  const libraries: readonly (string | null)[] = Object.keys(benchmark.goal.timesFaster ?? {})
  const beside = libraries.length > 0 ? libraries : [null]
  return beside.map((library) => rowOf(benchmark, library, { contest, costs }))
}

interface Measured {
  readonly contest: Contest
  readonly costs: Costs
}

function rowOf(
  { area, name, goal }: Benchmark,
  library: string | null,
  { contest, costs }: Measured,
): Row {
  const ours = costs.get('ours') ?? []
  const limit = costs.get('limit')
  const peer = library === null ? undefined : costs.get(library)
  const wanted = { ...goal, peer: library === null ? undefined : goal.timesFaster?.[library] }

  const vsLimit = limit ? medianRatio(ours, limit) : shareOfGoal(ours, goal)
  const vsPeer = peer ? medianRatio(peer, ours) : null
  return {
    area,
    name,
    vsLimit: rounded(vsLimit),
    peer: library === null ? null : peerName(library),
    vsPeer: rounded(vsPeer),
    goal: goalText(wanted),
    met: isMet({ vsLimit, vsPeer, rounds: ours.length }, wanted),
    cost: {
      ours: median(ours),
      limit: limit ? median(limit) : null,
      peer: peer ? median(peer) : null,
    },
    unit: goal.bytes === undefined ? 'ns' : 'B',
    rounds: ours.length,
    note: contest.note ?? null,
  }
}

interface Wanted extends Goal {
  /** How many times as fast as the peer of this row. */
  readonly peer: number | undefined
}

function shareOfGoal(costs: readonly number[], { seconds, bytes }: Goal): number | null {
  if (bytes !== undefined) return median(costs) / bytes
  return seconds === undefined ? null : median(costs) / 1e9 / seconds
}

function goalText({ timesLimit, seconds, bytes, peer }: Wanted): string {
  const parts = [
    ...(timesLimit === undefined ? [] : [`≤ ${timesLimit}× limit`]),
    ...(seconds === undefined ? [] : [`≤ ${seconds} s`]),
    ...(bytes === undefined ? [] : [`≤ ${bytes} B`]),
    ...(peer === undefined ? [] : [`≥ ${peer}× peer`]),
  ]
  return parts.join(', ') || 'none'
}

interface Reached {
  readonly vsLimit: number | null
  readonly vsPeer: number | null
  readonly rounds: number
}

function isMet(reached: Reached, { timesLimit, seconds, bytes, peer }: Wanted): boolean | null {
  const most = (seconds ?? bytes) === undefined ? timesLimit : 1
  if (reached.rounds < enoughRounds || (most ?? peer) === undefined) return null

  const byLimit = most === undefined || atMost(reached.vsLimit, most * (1 + tolerance))
  const byPeer = peer === undefined || atLeast(reached.vsPeer, peer * (1 - tolerance))
  return byLimit === false || byPeer === false ? false : byLimit && byPeer
}

function atMost(value: number | null, limit: number): boolean | null {
  return value === null ? null : value <= limit
}

function atLeast(value: number | null, limit: number): boolean | null {
  return value === null ? null : value >= limit
}

function rounded(ratio: number | null): number | null {
  return ratio === null ? null : Number(ratio.toPrecision(3))
}
