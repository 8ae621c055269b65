/**
 * Stops a running system when the process is told to end.
 *
 * waiting → the first SIGTERM or SIGINT: stopping, and then the process ends with 0 → a second one, or
 * a stop that does not come to its end: the process ends at once.
 */
import { constants } from 'node:os'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'

/** What is stopped, and how the process ends. */
export interface StopParts {
  readonly stop: () => Promise<void>
  /** Is told why the process ends otherwise than in order. */
  readonly complain: (sentence: string, error?: unknown) => void
  /** Default: `process.exit`. */
  readonly exit?: (code: number) => void
}

const signals = ['SIGTERM', 'SIGINT'] as const

/** How long a stop may take: the requests in flight have 8 s, and the database closes after them. */
const patienceMs = 12_000

/** Listens for signals; call what it returns to listen no longer. */
export function stopOnSignals(parts: StopParts): () => void {
  const { exit = (code) => process.exit(code) } = parts
  let isStopping = false

  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) return exit(128 + constants.signals[signal])
    isStopping = true
    void stopInTime(parts).then(exit)
  }
  for (const signal of signals) process.on(signal, onSignal)
  return () => signals.forEach((signal) => process.off(signal, onSignal))
}

async function stopInTime({ stop, complain }: StopParts): Promise<number> {
  const done = new AbortController()
  try {
    const end = await Promise.race([stop(), delay(patienceMs, 'late', { signal: done.signal })])
    if (end !== 'late') return 0
    complain(`the system did not stop within ${patienceMs / 1000} s; the process ends anyway`)
  } catch (error) {
    complain('the system did not stop in order', error)
  } finally {
    done.abort()
  }
  return 1
}
