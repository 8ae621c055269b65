/** The short way to write a rule about one record: `{ status: 'draft', total: { gt: usd(100) } }`. */
import { ruleLimits } from './check/rule-limits.ts'
import { isRecord } from './check/rule-walk.ts'
import { isMoneyLike } from './compare-values.ts'
import type { RuleExpr } from './rule.ts'

/** What may be asked of one field; all of it has to hold. Null is absent. */
export interface FieldFilter<Value> {
  readonly eq?: Value | null
  readonly neq?: Value | null
  readonly gt?: Value
  readonly gte?: Value
  readonly lt?: Value
  readonly lte?: Value
  readonly in?: readonly (Value | null)[]
  readonly nin?: readonly (Value | null)[]
  /** An item of the list, or a part of the text. */
  readonly contains?: Value extends readonly (infer Item)[] ? Item : Value
  readonly containsAll?: Value extends readonly unknown[] ? Value : never
  /** A pattern; see `matches`. */
  readonly matches?: Value extends string ? string : never
  readonly exists?: boolean
  readonly empty?: boolean
  readonly withinDays?: Value extends number ? number : never
}

/** A condition on records of the type `T`: every field that is named has to hold. */
export type Filter<T> = {
  readonly [Key in keyof T]?: T[Key] | null | FieldFilter<Exclude<T[Key], null | undefined>>
} & {
  readonly and?: readonly Filter<T>[]
  readonly or?: readonly Filter<T>[]
  readonly not?: Filter<T>
}

/**
 * Writes a filter as a rule on bare field paths: its fields, and what they are asked, joined by `and`.
 *
 * A rule comes back as it is, and may stand for a part of a filter. The result is data that nobody has
 * checked: hand it to `checkRule`, which also refuses what is wrong in the filter. A record's own field
 * named `and`, `or`, `not`, `field` or `ref` is asked by `{ field: 'ref', op: 'eq', … }`.
 */
export function toRule<T>(filter: Filter<T> | RuleExpr): unknown {
  return ruleFrom(filter, 0)
}

// Deeper than a rule may be, nothing is looked at: the check refuses it anyway.
function ruleFrom(filter: unknown, depth: number): unknown {
  if (!isRecord(filter) || depth > ruleLimits.depth || isRule(filter)) return filter

  const parts = Object.entries(filter).flatMap(([key, value]) => partsFrom(key, value, depth))
  return parts.length === 1 ? parts[0] : { and: parts }
}

function isRule(filter: Readonly<Record<string, unknown>>): boolean {
  if (Object.hasOwn(filter, 'field') && Object.hasOwn(filter, 'op')) return true
  if (Object.hasOwn(filter, 'template') && Object.hasOwn(filter, 'params')) return true
  if (filter['kind'] === 'rule' && Object.hasOwn(filter, 'expr')) return true
  return Object.keys(filter).length === 1 && typeof filter['ref'] === 'string'
}

function partsFrom(key: string, value: unknown, depth: number): readonly unknown[] {
  if (key === 'not') return [{ not: ruleFrom(value, depth + 1) }]
  if (key === 'and' || key === 'or') return [{ [key]: listFrom(value, depth + 1) }]
  if (!isRecord(value) || isMoneyLike(value)) return [{ field: key, op: 'eq', value }]

  const asked = Object.entries(value)
  if (asked.length === 0) return [{ field: key, op: 'eq', value }]
  return asked.map(([op, operand]) => ({ field: key, op, value: operand }))
}

function listFrom(value: unknown, depth: number): unknown {
  return Array.isArray(value) ? value.map((part: unknown) => ruleFrom(part, depth)) : value
}
