/** The benchmark of ids. */
import { randomUUID } from 'node:crypto'
import { isUlid, systemPlatform } from '@plinth/core'
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { duel } from '../harness/duel.ts'

/** An id that sorts by the moment it was made; the limit is the host's own random id. */
export const ulidBenchmark: Benchmark = {
  area: 'core',
  name: 'ulid',
  shows: 'a monotonic ULID, its text flattened; against randomUUID',
  goal: { timesLimit: 0.5, timesFaster: { ulid: 4 } },
  prepare: ulidContest,
}

function ulidContest(): Promise<Contest> {
  const { ids } = systemPlatform()
  const made = Array.from({ length: 10_000 }, () => ids.generate())
  const isInOrder = made.every((id, index) => index === 0 || id > (made[index - 1] ?? ''))
  if (!isInOrder || !made.every((id) => isUlid(id))) throw new Error('the ids are not in order')

  return duel({
    inputs: Array.from({ length: 1_000 }, () => ''),
    ours: (prefix) => last(ids.generateFor(prefix)),
    limit: () => last(randomUUID()),
    peers: { libraries: ['ulid'], subject: 'monotonic' },
    answer: (code) => typeof code,
  })
}

/** Reads the last character: a text that was put together becomes one piece by that. */
function last(text: string): number {
  return text.charCodeAt(text.length - 1)
}
