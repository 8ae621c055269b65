/** Benchmarks of `matches`: short texts beside RegExp, and the slowest that a hostile pattern can be. */
import { inspectRule, Pattern } from '@plinth/core/runtime'
import { hostilePatternCases } from '@plinth/testing'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { pick, seeded } from '../../harness/seeded.ts'

/** The goal of the worst case is a time: it is the only row that says what an attacker can get. */
export const matchesBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'matches-short',
    shows: 'six patterns on texts of some twenty characters; against RegExp',
    goal: { timesLimit: 10, timesFaster: { re2: 4 } },
    prepare: shortContest,
  },
  {
    area: 'core',
    name: 'matches-worst',
    shows: 'the slowest pair found among 2,000 hostile patterns and long texts',
    goal: { seconds: 0.002 },
    prepare: () => Promise.resolve(worstContest()),
  },
]

const sources = [
  '^(test|trial) [0-9]+$',
  '^ORD-\\d{4,8}$',
  'door$',
  '^[a-z]+ it',
  '[0-9]{2,4}',
  '^[^@]+@[^@]+$',
]
const words = [
  'test',
  'trial 17',
  'ORD-20261121',
  'leave it',
  'at the door',
  'ann@example.org',
  'ring 22',
]

function shortContest(): Promise<Contest> {
  const draw = seeded(7)
  const inputs = Array.from({ length: 1_024 }, () => {
    const source = pick(sources, draw)
    const place = sources.indexOf(source)
    const subject = `${pick(words, draw)} ${pick(words, draw)}`.slice(0, 8 + draw() * 20)
    return { pattern: patternOf(source), regExp: regExpOf(source), place, subject }
  })
  return duel({
    inputs,
    ours: ({ pattern, subject }) => pattern.test(subject),
    limit: ({ regExp, subject }) => regExp.test(subject),
    peers: { libraries: ['re2'], subject: 'matches', material: sources },
  })
}

const patterns = new Map<string, Pattern>()
const regExps = new Map<string, RegExp>()

function regExpOf(source: string): RegExp {
  const regExp = regExps.get(source) ?? new RegExp(source, 'u')
  regExps.set(source, regExp)
  return regExp
}

function patternOf(source: string): Pattern {
  const pattern = patterns.get(source) ?? accepted(source)
  if (!pattern) throw new Error(`${source} is refused`)
  patterns.set(source, pattern)
  return pattern
}

function accepted(source: string): Pattern | null {
  const checked = inspectRule({ field: 'text', op: 'matches', value: source })
  if (!checked.ok || checked.value.kind !== 'leaf') return null

  const { operand } = checked.value
  return 'value' in operand && operand.value instanceof Pattern ? operand.value : null
}

interface Pair {
  readonly pattern: Pattern
  readonly subject: string
}

function worstContest(): Contest {
  const pairs = hostilePatternCases(2_000).flatMap(({ source, subjects }) => {
    const pattern = accepted(source)
    return pattern ? subjects.map((subject): Pair => ({ pattern, subject })) : []
  })
  const timed = pairs.map((pair) => ({ pair, time: leastTime(pair) }))
  const worst = timed.reduce((one, other) => (other.time > one.time ? other : one))
  const { pattern, subject } = worst.pair
  return {
    clock: 'cpu',
    ours: {
      name: 'ours',
      run(times) {
        for (let time = 0; time < times; time++) pattern.test(subject)
      },
    },
    note: `${pattern.source} on ${[...subject].length} characters, of ${pairs.length} pairs that are accepted`,
  }
}

// The least of five: what else the machine did is no part of it.
function leastTime({ pattern, subject }: Pair): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    pattern.test(subject)
    return performance.now() - start
  })
  return Math.min(...times)
}
