/** Asks many rules about one record after another, as one program. */
import { compileRules } from '@plinth/core/runtime'
import { now } from '../core/rule/approval.ts'
import { soundFacts } from '../core/rule/facts.ts'
import { manyRules } from '../core/rule/many-rules.ts'
import type { Contest } from '../harness/benchmark.ts'
import { ownLoop } from '../harness/own-loop.ts'

/** Sets up a program of so many rules; an operation is one rule on one record. */
export function rulesContest(count: number): Contest {
  const program = compileRules(manyRules(count))
  const inputs = soundFacts().slice(0, 8)
  const moment = { now }
  const ours = ownLoop('ours', (facts) => program.evaluate(facts, moment), inputs)
  return { clock: 'cpu', operations: inputs.length * count, ours }
}
