/** The benchmarks of ids: those that sort by the moment they were made, and those that nobody can guess. */
import { randomUUID } from 'node:crypto'
import { isUlid } from '@plinth/core'
import { systemPlatform } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { duel } from '../harness/duel.ts'

/** The benchmarks. */
export const ulidBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'ulid',
    shows: 'a monotonic ULID, its text flattened; against randomUUID',
    goal: { timesLimit: 0.5, timesFaster: { ulid: 4 } },
    prepare: ulidContest,
  },
  {
    area: 'core',
    name: 'ulid-random',
    shows: 'a ULID with 80 fresh random bits, its text flattened; against randomUUID',
    goal: { timesLimit: 0.5, timesFaster: { ulid: 100 } },
    prepare: randomContest,
  },
]

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

function randomContest(): Promise<Contest> {
  const { ids } = systemPlatform()
  const made = new Set(Array.from({ length: 10_000 }, () => ids.generateRandom()))
  if (made.size < 10_000 || ![...made].every((id) => isUlid(id))) throw new Error('ids are broken')

  return duel({
    inputs: Array.from({ length: 1_000 }, () => ''),
    ours: (prefix) => last(ids.generateRandom(prefix)),
    limit: () => last(randomUUID()),
    peers: { libraries: ['ulid'], subject: 'random' },
    answer: (code) => typeof code,
  })
}

/** Reads the last character: a text that was put together becomes one piece by that. */
function last(text: string): number {
  return text.charCodeAt(text.length - 1)
}
