/** Why a rule held or not, as data: the tree of the rule with what each leaf found. */
import type { Op } from '../rule.ts'

/** A rule's tree with its outcome. */
export type Explanation = LeafExplanation | GroupExplanation

/** What a leaf compared. */
export interface LeafExplanation {
  /** The named rule whose whole condition this is. */
  readonly rule?: string
  readonly field: string
  readonly op: Op
  /** The literal, or what stood at the path that was given for it; `redacted` if that may not be shown. */
  readonly expected: unknown
  /** What stood at the field, null if nothing did; `redacted` if it may not be shown. */
  readonly actual: unknown
  readonly passed: boolean
  /** `total 124.00 USD is not at most customer.creditLimit 100.00 USD`. */
  readonly message: string
}

/** What a group came to. Exactly one of `and`, `or` and `not` is there. */
export interface GroupExplanation {
  /** The named rule whose whole condition this is. */
  readonly rule?: string
  readonly passed: boolean
  readonly and?: readonly Explanation[]
  readonly or?: readonly Explanation[]
  readonly not?: Explanation
}

/** Stands in an explanation for a value that the caller may not read. */
export interface Redacted {
  readonly redacted: true
}

/** The one marker of what may not be shown. */
export const redacted: Redacted = Object.freeze({ redacted: true })

/**
 * Writes what decided as one sentence without a full stop: the leaves that failed, or, where the opposite
 * was asked for, those that held. Empty for a rule that holds. At most five; the rest is counted.
 */
export function detailOf(explanation: Explanation): string {
  if (explanation.passed) return ''

  const messages = [...new Set(decidingLeaves(explanation, false).map(({ message }) => message))]
  const shown = messages.slice(0, mostMessages)
  const rest = messages.length - shown.length
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', and ')
}

const mostMessages = 5

/** Lists the leaves that a failed rule failed by, in the order in which they are written. */
export function failuresOf(explanation: Explanation): readonly LeafExplanation[] {
  return explanation.passed ? [] : decidingLeaves(explanation, false)
}

function decidingLeaves(explanation: Explanation, outcome: boolean): readonly LeafExplanation[] {
  if (explanation.passed !== outcome) return []
  if ('field' in explanation) return [explanation]
  if (explanation.not) return decidingLeaves(explanation.not, !outcome)

  const parts = explanation.and ?? explanation.or ?? []
  return parts.flatMap((part) => decidingLeaves(part, outcome))
}
