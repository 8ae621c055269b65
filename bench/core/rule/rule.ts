/** Benchmarks of one rule that runs often: generated code, and closures. */
import { type CompileOptions, compileRule } from '@plinth/core/runtime'
import type { Benchmark, Contest, Goal } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { approval, type Facts, isApproved, now } from './approval.ts'
import { mixedFacts, soundFacts } from './facts.ts'

const generated: Goal = { timesLimit: 1.25, timesFaster: { 'json-logic-engine': 4 } }
const closures: Goal = { timesLimit: 7.5, timesFaster: { 'json-logic-engine': 0.8 } }

/** One rule, both ways, on facts that ask all of it and on facts of all kinds. */
export const ruleBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'rule-generated',
    shows: 'a rule of 8 leaves as generated code, on facts that pass every leaf',
    goal: generated,
    prepare: () => ruleContest(soundFacts(), { generate: true }),
  },
  {
    area: 'core',
    name: 'rule-generated-mixed',
    shows: 'the same on facts of three forms, half of which fail on the way',
    goal: generated,
    prepare: () => ruleContest(mixedFacts(), { generate: true }),
  },
  {
    area: 'core',
    name: 'rule-closures',
    shows: 'the rule as closures, as rules of tenants run, on facts that pass every leaf',
    goal: closures,
    prepare: () => ruleContest(soundFacts(), {}),
  },
  {
    area: 'core',
    name: 'rule-closures-mixed',
    shows: 'the same on facts of three forms, half of which fail on the way',
    goal: closures,
    prepare: () => ruleContest(mixedFacts(), {}),
  },
]

function ruleContest(inputs: readonly Facts[], options: CompileOptions): Promise<Contest> {
  const rule = compileRule(approval, options)
  const moment = { now }
  return duel({
    inputs,
    ours: (facts) => rule.evaluate(facts, moment),
    limit: isApproved,
    peers: { libraries: ['json-logic-engine'], subject: 'rule', material: now },
  })
}
