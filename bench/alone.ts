/** Runs one benchmark in this process, `alone.ts <name> <plan>`, and sends its rows to the parent. */
import process from 'node:process'
import { benchmarks } from './benchmarks.ts'
import type { Contest } from './harness/benchmark.ts'
import { measure } from './harness/measure.ts'
import { plans } from './harness/plans.ts'
import { type Row, rowsOf } from './harness/row.ts'

const [, , name, plan] = process.argv

let contest: Contest | null = null

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void giveUp())

process.send?.(await rowsOfBenchmark())

async function rowsOfBenchmark(): Promise<readonly Row[]> {
  const benchmark = benchmarks.find((candidate) => candidate.name === name)
  if (!benchmark) throw new Error(`there is no benchmark "${name}"`)

  contest = await benchmark.prepare()
  try {
    const costs = await measure(contest, plans[plan === 'quick' ? plan : 'full'])
    return rowsOf(benchmark, contest, costs)
  } finally {
    await contest.close?.()
  }
}

async function giveUp(): Promise<void> {
  await contest?.close?.().catch(() => {})
  process.exit(130)
}
