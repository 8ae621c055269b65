/** The benchmarks of persistence: records in and out of Postgres, behind policies. */
import type { Benchmark } from '../harness/benchmark.ts'
import { findBenchmarks } from './find.ts'
import { listBenchmarks } from './list.ts'
import { saveBenchmark } from './save.ts'

/** All of them. */
export const persistenceBenchmarks: readonly Benchmark[] = [
  saveBenchmark,
  ...findBenchmarks,
  ...listBenchmarks,
]
