/** What tests of systems expect: `expect(outcome).toBeRefused('sales.within-credit')`. */
import { CoreError, type Explanation, type LeafExplanation } from '@plinth/core'
import { expect } from 'vitest'

/** A comparison that failed. What is left out may be anything. */
export type Because = Partial<Pick<LeafExplanation, 'field' | 'op' | 'expected' | 'actual'>>

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /**
     * Passes when a machine refused an event because of the rule; `because` is a comparison that
     * failed. Takes the outcome of `fire`, or the error that a command was rejected with.
     */
    toBeRefused(rule: string, because?: Because): R
  }
}

expect.extend({
  toBeRefused(outcome: unknown, rule: string, because: Because = {}) {
    const error = errorOf(outcome)
    const failed = error ? failuresOf(error, rule) : []
    return {
      pass: failed.some((leaf) => this.equals({ ...leaf, ...because }, leaf)),
      message: () => {
        const found = error ? `${error.code}: ${error.message}` : 'no refusal'
        return `expected ${this.isNot ? 'no refusal' : 'a refusal'} by ${rule}, and found ${found}`
      },
      expected: because,
      actual: failed,
    }
  },
})

function errorOf(outcome: unknown): CoreError | undefined {
  if (outcome instanceof CoreError) return outcome
  const isOutcome = typeof outcome === 'object' && outcome !== null && 'error' in outcome
  return isOutcome && outcome.error instanceof CoreError ? outcome.error : undefined
}

/** The comparisons that a rule failed by, wherever in the refusal's tree it stands. */
function failuresOf({ code, facts }: CoreError, rule: string): readonly LeafExplanation[] {
  const { why } = facts
  if (code !== 'state.refused' || !isExplanation(why)) return []

  const parts = partsOf(why).filter((part) => part.rule === rule && !part.passed)
  return parts.flatMap(partsOf).filter(isFailedLeaf)
}

function partsOf(explanation: Explanation): readonly Explanation[] {
  if ('field' in explanation) return [explanation]
  const { and = [], or = [], not } = explanation
  return [explanation, ...[...and, ...or, ...(not ? [not] : [])].flatMap(partsOf)]
}

function isFailedLeaf(explanation: Explanation): explanation is LeafExplanation {
  return 'field' in explanation && !explanation.passed
}

function isExplanation(value: unknown): value is Explanation {
  return typeof value === 'object' && value !== null && 'passed' in value
}
