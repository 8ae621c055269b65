/** How a process ends when it is told to. */
import process from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import { stopOnSignals } from './stop-on-signals.ts'

const cleanups: (() => void)[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const cleanup of cleanups.splice(0)) cleanup()
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops the system, and the process ends well',
  async (signal) => {
    const { exits, stopped } = listening(async () => {})

    process.emit(signal, signal)

    await vi.waitFor(() => expect(exits).toEqual([0]))
    expect(stopped).toHaveBeenCalledTimes(1)
  },
)

test('a second signal ends the process at once', () => {
  const { exits } = listening(() => new Promise(() => {}))

  process.emit('SIGTERM', 'SIGTERM')
  process.emit('SIGINT', 'SIGINT')

  expect(exits).toEqual([130])
})

test('a stop that fails is told, and the process does not end well', async () => {
  const { exits, complaints } = listening(() => Promise.reject(new Error('disk full')))

  process.emit('SIGTERM', 'SIGTERM')

  await vi.waitFor(() => expect(exits).toEqual([1]))
  expect(complaints).toEqual(['the system did not stop in order'])
})

// Where Node lists no listener of ours, a signal would end the test run itself.
function listening(stop: () => Promise<void>) {
  const exits: number[] = []
  const complaints: string[] = []
  const stopped = vi.fn(stop)
  const others = ['SIGTERM', 'SIGINT'].map(
    (signal) => [signal, process.listeners(signal as 'SIGTERM')] as const,
  )
  for (const [signal] of others) process.removeAllListeners(signal)
  const stopListening = stopOnSignals({
    stop: stopped,
    complain: (sentence) => complaints.push(sentence),
    exit: (code) => exits.push(code),
  })
  cleanups.push(stopListening, () => {
    for (const [signal, listeners] of others) {
      for (const listener of listeners) process.on(signal as 'SIGTERM', listener)
    }
  })
  return { exits, complaints, stopped }
}
