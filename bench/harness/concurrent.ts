/** Keeps several operations going at once, as the requests of a server are. */
import type { Contender } from './benchmark.ts'

/** Makes a contender: each time of its work is one operation, and `width` of them run at once. */
export function concurrent(
  name: string,
  width: number,
  operation: () => Promise<unknown>,
): Contender {
  return {
    name,
    async run(times) {
      let left = times
      const worker = async () => {
        while (left-- > 0) await operation()
      }
      await Promise.all(Array.from({ length: Math.min(width, times) }, worker))
    },
  }
}
