/** Every benchmark, in the order in which they run. */
import { coreBenchmarks } from './core/core.ts'
import type { Benchmark } from './harness/benchmark.ts'
import { growthBenchmarks } from './growth/growth.ts'
import { httpBenchmarks } from './http/http.ts'
import { persistenceBenchmarks } from './persistence/persistence.ts'
import { startBenchmarks } from './start/start.ts'
import { typesBenchmarks } from './type-check/type-check.ts'

/** All benchmarks, area by area. */
export const benchmarks: readonly Benchmark[] = [
  ...coreBenchmarks,
  ...growthBenchmarks,
  ...typesBenchmarks,
  ...persistenceBenchmarks,
  ...httpBenchmarks,
  ...startBenchmarks,
]
