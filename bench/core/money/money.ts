/** Benchmarks of money: a sum, a share-out, a tax. */
import { type Money, money } from '@plinth/core'
import { isDeepStrictEqual } from 'node:util'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { seeded } from '../../harness/seeded.ts'
import { add, allocate, multiply } from './by-hand.ts'

/** All of them. */
export const moneyBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'money-add',
    shows: 'two amounts, checked for currency and range; by hand unchecked',
    goal: { timesLimit: 1.5, timesFaster: { 'dinero.js': 5, 'big.js': 5 } },
    prepare: addContest,
  },
  {
    area: 'core',
    name: 'money-allocate',
    shows: 'an amount shared out 50 : 30 : 20, checked; by hand unchecked',
    goal: { timesLimit: 1.5, timesFaster: { 'dinero.js': 5 } },
    prepare: allocateContest,
  },
  {
    area: 'core',
    name: 'money-multiply',
    shows: '19 % of an amount, exact and then rounded half to even; by hand in floating point',
    goal: { timesFaster: { 'dinero.js': 5, 'big.js': 5 } },
    prepare: multiplyContest,
  },
]

/** One question; peers find what they prepared for it by its place. */
interface Question {
  readonly at: number
  readonly left: Money
  readonly right: Money
}

const count = 256
const ratios = [50, 30, 20]

function addContest(): Promise<Contest> {
  const inputs = questions(() => true)
  return duel({
    inputs,
    ours: ({ left, right }) => money.add(left, right),
    limit: ({ left, right }) => add(left, right),
    peers: { libraries: ['dinero.js', 'big.js'], subject: 'add', material: inputs },
    answer: amountsOf,
  })
}

// Units that are left over may go to other shares elsewhere: only amounts on which all agree are shared.
function allocateContest(): Promise<Contest> {
  const inputs = questions(({ left }) =>
    isDeepStrictEqual(money.allocate(left, ratios), allocate(left, ratios)),
  )
  return duel({
    inputs,
    ours: ({ left }) => money.allocate(left, ratios),
    limit: ({ left }) => allocate(left, ratios),
    peers: { libraries: ['dinero.js'], subject: 'allocate', material: inputs },
    answer: amountsOf,
  })
}

// Halves apart, where rounding differs, floating point and exact arithmetic give the same.
function multiplyContest(): Promise<Contest> {
  const inputs = questions(({ left }) =>
    isDeepStrictEqual(money.multiply(left, '0.19'), multiply(left, 0.19)),
  )
  return duel({
    inputs,
    ours: ({ left }) => money.multiply(left, '0.19'),
    limit: ({ left }) => multiply(left, 0.19),
    peers: { libraries: ['dinero.js', 'big.js'], subject: 'multiply', material: inputs },
    answer: amountsOf,
  })
}

function questions(isFit: (question: Question) => boolean): readonly Question[] {
  const draw = seeded(6)
  const usd = () => money.of(Math.floor(draw() * 1e7), 'USD')
  const fit: Question[] = []
  while (fit.length < count) {
    const question = { at: fit.length, left: usd(), right: usd() }
    if (isFit(question)) fit.push(question)
  }
  return fit
}

/** Takes the amounts out of an answer, whoever gave it: money, a list of it, or what tells its amount. */
function amountsOf(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(amountsOf)
  if (typeof answer !== 'object' || answer === null) return answer
  if ('amount' in answer) return answer.amount
  return readJson(JSON.parse(JSON.stringify(answer)))
}

// dinero.js tells { amount, … }; big.js tells its decimals as a text.
function readJson(json: unknown): unknown {
  if (typeof json === 'string') return Number(json)
  return typeof json === 'object' && json !== null && 'amount' in json ? json.amount : null
}
