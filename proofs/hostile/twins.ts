/** What the proof has to catch: two ways of writing core that look right and are not. */
import type { RuleExpr } from '@plinth/core'
import { type Prepare, prepareInCore } from './inputs/pattern-inputs.ts'
import { askCore, type AskRule } from './rules/rule-inputs.ts'
import { fromOutside } from './shapes/from-outside.ts'

/** Operators in an object literal: what it inherits is found in it as well. */
const operators: Readonly<Record<string, (actual: unknown, wanted: unknown) => unknown>> = {
  eq: (actual, wanted) => actual === wanted,
  neq: (actual, wanted) => actual !== wanted,
}

/** Knows an operator by finding it in a table with a prototype; what is an operator it leaves to core. */
export const askWithInheritedOperators: AskRule = (data, facts) => {
  const { field, op, value } = isLeaf(data) ? data : noLeaf
  const test = operators[op]
  if (test === undefined || Object.hasOwn(operators, op)) return askCore(data, facts)

  const answers = facts.map((given) => [Boolean(test.call(given[field], given[field], value))])
  return { expr: fromOutside<RuleExpr>(Object.freeze({ field, op, value })), answers }
}

interface Leaf {
  readonly field: string
  readonly op: string
  readonly value: unknown
}

const noLeaf: Leaf = { field: '', op: 'eq', value: null }

function isLeaf(data: unknown): data is Leaf {
  if (typeof data !== 'object' || data === null || !('op' in data && 'field' in data)) return false
  return typeof data.op === 'string' && typeof data.field === 'string'
}

/** Prepares each pattern once and keeps it: every pattern that anybody has ever brought. */
export function keepingEveryPattern(): Prepare {
  const kept = new Map<string, ReturnType<Prepare>>()
  return (source) => {
    const prepared = kept.get(source) ?? prepareInCore(source)
    kept.set(source, prepared)
    return prepared
  }
}
