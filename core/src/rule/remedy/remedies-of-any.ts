/** Finds what would let one of several rules hold: the candidates of an event. */
import type { CompiledRule, RemedyOptions } from '../compile-rule.ts'
import type { Facts } from '../rule.ts'
import { leastRemedies } from './least-remedies.ts'
import type { Remedy } from './remedy.ts'

/** The rules that are looked at: of more, the first will have what is worth telling. */
const mostRules = 20

/** Lists at most three remedies, the shortest first, with which one of several refused rules holds. */
export function remediesOfAny(
  rules: readonly CompiledRule[],
  facts: Facts,
  options: RemedyOptions,
): readonly Remedy[] {
  const found = rules.slice(0, mostRules).flatMap((rule) => {
    const orElse = rules.filter((other) => other !== rule)
    return rule.remedies(facts, { ...options, orElse })
  })
  return leastRemedies(found)
}
