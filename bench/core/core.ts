/** The benchmarks of core: what runs many times in a request, and waits for nothing. */
import type { Benchmark } from '../harness/benchmark.ts'
import { logBenchmarks } from './event/log.ts'
import { publishBenchmarks } from './event/publish.ts'
import { subscriptionMemoryBenchmark } from './event/subscription-memory.ts'
import { dispatchBenchmarks } from './mediator/dispatch.ts'
import { machineMemoryBenchmark } from './machine/machine-memory.ts'
import { transitionBenchmark } from './machine/transition.ts'
import { areaBenchmarks } from './rule/area.ts'
import { matchesBenchmarks } from './rule/matches.ts'
import { ruleBenchmarks } from './rule/rule.ts'
import { ruleSetBenchmarks } from './rule/rule-set.ts'
import { moneyBenchmarks } from './money/money.ts'
import { ulidBenchmarks } from './ulid.ts'
import { validateBenchmarks } from './validation/validate.ts'

/** All of them. */
export const coreBenchmarks: readonly Benchmark[] = [
  ...ruleBenchmarks,
  ...ruleSetBenchmarks,
  ...areaBenchmarks,
  ...matchesBenchmarks,
  ...dispatchBenchmarks,
  transitionBenchmark,
  machineMemoryBenchmark,
  ...publishBenchmarks,
  subscriptionMemoryBenchmark,
  ...logBenchmarks,
  ...moneyBenchmarks,
  ...ulidBenchmarks,
  ...validateBenchmarks,
]
