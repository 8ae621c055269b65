/** Reads how much memory is held, when all that nobody needs has been given back. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects what is garbage, and tells what is left, in bytes. */
export function heldBytes(): number {
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const collect = collector()

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  if (!isCollector(found)) throw new Error('the host does not let its memory be collected')
  return found
}

function isCollector(value: unknown): value is () => void {
  return typeof value === 'function'
}

/** How much more was held in the last third of the readings than in the first, in bytes. */
export function growthOf(readings: readonly number[]): number {
  const third = Math.max(1, Math.floor(readings.length / 3))
  return Math.round(middle(readings.slice(-third)) - middle(readings.slice(0, third)))
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}
