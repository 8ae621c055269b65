/** What a rule comes to by the definition of rules, the facts that are missing included. */
import { CoreError, type Facts, type RuleExpr } from '@plinth/core'
import { holdsByDefinition } from '@plinth/testing'
import { now } from './make-rule.ts'

/** Whether it holds, or that a root was missing. */
export type Answer = boolean | 'fact missing'

/**
 * Works out the answer. Whatever a rule would decide without it: a root that a path leads through has to
 * be there.
 */
export function definition(expr: RuleExpr, given: Facts): Answer {
  const roots = pathsIn(expr).flatMap((path) => (path.includes('.') ? [path.split('.')[0]] : []))
  if (roots.some((root) => given[root ?? ''] === undefined)) return 'fact missing'
  return holdsByDefinition(expr, given, now)
}

function pathsIn(expr: RuleExpr): readonly string[] {
  return leavesOf(expr).flatMap(({ field, value }) => {
    const isRef = typeof value === 'object' && value !== null && 'ref' in value
    return isRef ? [field, value.ref] : [field]
  })
}

/** Lists the comparisons of a rule that stands on no other. */
export function leavesOf(expr: RuleExpr): readonly Extract<RuleExpr, { field: string }>[] {
  if ('and' in expr) return expr.and.flatMap(leavesOf)
  if ('or' in expr) return expr.or.flatMap(leavesOf)
  if ('not' in expr) return leavesOf(expr.not)
  return 'field' in expr ? [expr] : []
}

/** Asks, and takes the refusal for want of a fact as an answer. */
export function answerOf(ask: () => boolean): Answer {
  try {
    return ask()
  } catch (error) {
    if (error instanceof CoreError && error.code === 'rule.fact-missing') return 'fact missing'
    throw error
  }
}
