/** What is made of costs: ratios, and whether a goal is met. */
import { expect, test } from 'vitest'
import type { Benchmark, Contest, Goal } from './benchmark.ts'
import type { Costs } from './measure.ts'
import { rowsOf } from './row.ts'

const zod: unknown = expect.stringMatching(/^zod \d/)
const contest: Contest = { clock: 'cpu', ours: { name: 'ours', run: () => {} } }

test('a row tells how many times the cost of the limit ours has, and how many times a peer has ours', () => {
  const costs = { ours: rounds(20), limit: rounds(10), zod: rounds(160) }

  const rows = rowsFor({ timesLimit: 2, timesFaster: { zod: 8 } }, costs)

  expect(rows).toMatchObject([
    { vsLimit: 2, peer: zod, vsPeer: 8, goal: '≤ 2× limit, ≥ 8× peer', met: true },
  ])
})

test('each peer that a goal names has a row of its own', () => {
  const costs = { ours: rounds(20), limit: rounds(10), robot3: rounds(600), xstate: rounds(1_000) }

  const rows = rowsFor({ timesLimit: 2, timesFaster: { robot3: 20, xstate: 100 } }, costs)

  expect(rows.map(({ peer, met }) => [peer, met])).toEqual([
    [expect.stringMatching(/^robot3 \d/), true],
    [expect.stringMatching(/^xstate \d/), false],
  ])
})

test.each([
  [21.9, true],
  [22.1, false],
])('a goal of twice the limit may be missed by a tenth: ours %d, limit 10', (ours, met) => {
  const rows = rowsFor({ timesLimit: 2 }, { ours: rounds(ours), limit: rounds(10) })

  expect(rows).toMatchObject([{ met }])
})

test('without the peer the row has its name, and nothing is judged that was not measured', () => {
  const goal: Goal = { timesLimit: 2, timesFaster: { zod: 8 } }

  const sound = rowsFor(goal, { ours: rounds(20), limit: rounds(10) })
  const slow = rowsFor(goal, { ours: rounds(30), limit: rounds(10) })

  expect(sound).toMatchObject([{ peer: zod, vsPeer: null, met: null }])
  expect(slow).toMatchObject([{ vsPeer: null, met: false }])
})

test('fewer than seven rounds judge nothing', () => {
  const rows = rowsFor({ timesLimit: 2 }, { ours: rounds(20, 6), limit: rounds(10, 6) })

  expect(rows).toMatchObject([{ vsLimit: 2, met: null, rounds: 6 }])
})

test('a round that was disturbed for both does not move the ratio', () => {
  const ours = [20, 20, 20, 900, 20, 20, 20]
  const limit = [10, 10, 10, 450, 10, 10, 10]

  const rows = rowsFor({ timesLimit: 2 }, { ours, limit })

  expect(rows).toMatchObject([{ vsLimit: 2, cost: { ours: 20, limit: 10 } }])
})

test('where time is the goal, the limit is the time allowed', () => {
  const rows = rowsFor({ seconds: 2 }, { ours: rounds(1.5e9) })

  expect(rows).toMatchObject([{ vsLimit: 0.75, goal: '≤ 2 s', met: true }])
})

function rowsFor(goal: Goal, costs: Readonly<Record<string, readonly number[]>>) {
  const benchmark: Benchmark = {
    area: 'core',
    name: 'some-work',
    shows: 'some work',
    goal,
    prepare: () => Promise.resolve(contest),
  }
  const measured: Costs = new Map(Object.entries(costs))
  return rowsOf(benchmark, contest, measured)
}

function rounds(cost: number, count = 7): readonly number[] {
  return Array.from({ length: count }, () => cost)
}
