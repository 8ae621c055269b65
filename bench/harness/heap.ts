/** Measures what things keep in memory: the heap and the buffers beside it, after the collector has been. */
import process from 'node:process'
import type { Contender } from './benchmark.ts'

/** Makes a contender that tells what the made thing keeps, in bytes. Its garbage does not count. */
export function keeper(name: string, make: () => unknown): Contender {
  return {
    name,
    run() {
      const before = size()
      const kept = [make()]
      const after = size()
      return kept.length > 0 ? after - before : 0
    },
  }
}

function size(): number {
  if (!globalThis.gc) throw new Error('memory is measured under --expose-gc')
  for (let time = 0; time < 4; time++) globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
