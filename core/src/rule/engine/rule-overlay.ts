/** What an organization adds to a module's rule: it may tighten any, and replace none. */
import { CoreError } from '../../errors/index.ts'
import type { Timestamp } from '../../primitives/platform.ts'
import type { Condition } from '../check/condition.ts'
import { quote } from '../check/rule-walk.ts'
import type { RuleExpr } from '../rule.ts'

/** A condition of an organization's own, which has to hold beside the module's rule. */
export interface RuleOverlay {
  /** Unique in its organization. */
  readonly id: string
  readonly organizationId: string
  /** The name of the rule that it tightens. */
  readonly rule: string
  readonly expr: RuleExpr
  /** The actor who wrote it. */
  readonly author: string
  /** The first instant at which it counts, in epoch milliseconds. Null: it always has. */
  readonly validFrom: Timestamp | null
  /** The first instant at which it counts no more. Null: there is none. */
  readonly validUntil: Timestamp | null
}

/** An overlay whose condition was checked. */
export interface CheckedOverlay extends RuleOverlay {
  readonly condition: Condition
}

/** Tells whether an overlay counts at a moment. */
export function isInForce({ validFrom, validUntil }: RuleOverlay, now: Timestamp): boolean {
  return (validFrom ?? -Infinity) <= now && now < (validUntil ?? Infinity)
}

/** Refuses what no overlay can be, its condition apart. @throws CoreError `rule.invalid` */
export function checkOverlay({ id, organizationId, validFrom, validUntil }: RuleOverlay): void {
  const own = { id, organizationId, from: validFrom ?? -Infinity, until: validUntil ?? Infinity }
  const problem = problemWith(own)
  if (problem === null) return
  throw new CoreError('rule.invalid', `the overlay ${quote(id)} ${problem}`, { overlay: id })
}

// It may be read from anywhere, and one that counts never would be taken for one that does.
function problemWith({ id, organizationId, from, until }: Stored): string | null {
  if (typeof id !== 'string') return 'has no text for an id'
  if (typeof organizationId !== 'string' || organizationId === '')
    return 'belongs to no organization'
  if (!isMoment(from) || !isMoment(until)) {
    const date = quote(isMoment(from) ? until : from)
    return `has ${date} for a date; dates are numbers, in epoch milliseconds`
  }
  return from < until ? null : `ends at ${until}, before it begins at ${from}`
}

/** An overlay, as far as it has not been looked at. */
interface Stored {
  readonly id: unknown
  readonly organizationId: unknown
  readonly from: unknown
  readonly until: unknown
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value)
}

/**
 * Joins overlays to the rules of a condition by `and`, wherever a rule's holding helps the whole to hold.
 * Inside a `not`, where tightening the rule would loosen the whole, the module's own stays as it is. So
 * whenever the joined condition holds, the condition itself does.
 */
export function tightened(
  condition: Condition,
  overlays: readonly CheckedOverlay[],
  holds: boolean = true,
): Condition {
  switch (condition.kind) {
    case 'leaf':
      return condition
    case 'not':
      return { ...condition, part: tightened(condition.part, overlays, !holds) }
    case 'and':
    case 'or':
      return {
        ...condition,
        parts: condition.parts.map((part) => tightened(part, overlays, holds)),
      }
    case 'rule': {
      const body = tightened(condition.body, overlays, holds)
      const own = holds ? overlays.filter(({ rule }) => rule === condition.rule) : []
      return own.length === 0 ? { ...condition, body } : { ...condition, body: joined(body, own) }
    }
  }
}

function joined(body: Condition, overlays: readonly CheckedOverlay[]): Condition {
  const parts = [body, ...overlays.map(({ condition }) => condition)]
  return { kind: 'and', parts, expr: Object.freeze({ and: parts.map(({ expr }) => expr) }) }
}
