/** Reads how much memory is held, when all that nobody needs has been given back. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects what is garbage, and tells what is left on the heap, in bytes. */
export function heldBytes(): number {
  const collect = collector()
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  if (isCollector(found)) return found
  throw new Error('the host does not let its memory be collected')
}

function isCollector(value: unknown): value is () => void {
  return typeof value === 'function'
}
