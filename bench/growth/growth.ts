/** What one of many costs: rules, subscriptions and modules, from ten of them to a hundred thousand. */
import type { Benchmark } from '../harness/benchmark.ts'
import { modulesContest } from './modules.ts'
import { rulesContest } from './rules.ts'
import { subscribeContest, subscriptionsContest } from './subscriptions.ts'

const decades = [10, 100, 1_000, 10_000, 100_000]

/** A line of the plot: each of its benchmarks is a point. */
interface Line {
  readonly name: string
  readonly shows: (count: number) => string
  readonly counts: readonly number[]
  readonly prepare: (count: number) => Benchmark['prepare']
}

const lines: readonly Line[] = [
  {
    name: 'rules',
    shows: (count) => `a rule of 8 leaves, asked as one of ${count} in a program`,
    counts: decades,
    prepare: (count) => async () => rulesContest(count),
  },
  {
    name: 'publish',
    shows: (count) => `an event that 8 of ${count} subscriptions hear, awaited`,
    counts: decades,
    prepare: (count) => async () => subscriptionsContest(count),
  },
  {
    name: 'subscribe',
    shows: (count) => `a subscription that comes and goes beside ${count} others`,
    counts: decades,
    prepare: (count) => async () => subscribeContest(count),
  },
  {
    name: 'modules',
    shows: (count) => `a module with an entity and a rule, checked and wired as one of ${count}`,
    counts: [10, 100, 1_000, 10_000],
    prepare: (count) => async () => modulesContest(count),
  },
]

/** The benchmarks, line by line. They have no goal but to be flat. */
export const growthBenchmarks: readonly Benchmark[] = lines.flatMap(
  ({ name, shows, counts, prepare }) =>
    counts.map((count) => ({
      area: 'growth' as const,
      name: `growth-${name}-${count}`,
      shows: shows(count),
      goal: {},
      prepare: prepare(count),
    })),
)
