/** Benchmarks of a thousand rules that run on the same facts, as one program. */
import type { RuleExpr } from '@plinth/core'
import { checkRule, compileRules } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { keeper } from '../../harness/heap.ts'
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
  {
    area: 'core',
    name: 'rule-set-memory',
    shows: 'what a rule of 8 leaves keeps in memory, one of 1,000 in a program',
    goal: { bytes: 700 },
    prepare: () => Promise.resolve(memoryContest()),
  },
]

function memoryContest(): Contest {
  const rules = JSON.stringify(manyRules(1_000))
  const make = () => compileRules(rulesFrom(rules))
  make()
  return { clock: 'heap', operations: 1_000, ours: keeper('ours', make) }
}

// Parsed anew each time, as rules come from storage: what a program keeps of them is counted.
function rulesFrom(text: string): readonly RuleExpr[] {
  const rules: unknown = JSON.parse(text)
  return Array.isArray(rules) ? rules.map((rule) => checkRule(rule)) : []
}

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
