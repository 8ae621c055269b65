/** Tells which libraries benchmarks are measured beside and are not installed. */
import type { Benchmark } from './benchmark.ts'
import { isInstalled } from './peers.ts'

/** Lists them, each once. */
export function missingPeers(benchmarks: readonly Benchmark[]): readonly string[] {
  const libraries = benchmarks.flatMap(({ goal }) => Object.keys(goal.timesFaster ?? {}))
  return [...new Set(libraries)].filter((library) => !isInstalled(library))
}
