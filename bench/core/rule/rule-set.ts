/** Benchmarks of a thousand rules that run on the same facts, as one program. */
import { compileRules } from '@plinth/core'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { type Facts, now } from './approval.ts'
import { mixedFacts, soundFacts } from './facts.ts'
import { manyRules, writtenByHand } from './many-rules.ts'

const goal = { timesLimit: 1, timesFaster: { '@ucast/mongo2js': 8 } }

/** The rules of an organization, all of them on one record after another. */
export const ruleSetBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'rule-set',
    shows: '1,000 rules of 8 leaves on one record; against 1,000 functions written by hand',
    goal,
    prepare: () => setContest(soundFacts().slice(0, 32)),
  },
  {
    area: 'core',
    name: 'rule-set-mixed',
    shows: 'the same on records of three forms',
    goal,
    prepare: () => setContest(mixedFacts().slice(0, 32)),
  },
]

function setContest(inputs: readonly Facts[]): Promise<Contest> {
  const rules = manyRules(1_000)
  const program = compileRules(rules)
  const functions = writtenByHand(rules)
  const moment = { now }
  return duel({
    inputs,
    ours: (facts) => program.evaluate(facts, moment),
    limit: (facts) => functions.map((holds) => holds(facts)),
    peers: { libraries: ['@ucast/mongo2js'], subject: 'ruleSet', material: { rules, now } },
  })
}
