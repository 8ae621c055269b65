/** The definition of rules, held against every way of evaluating them. */
import { dayLength } from '../operators.ts'
import type { Facts, Op, RuleExpr } from '../rule.ts'

/** The moment at which the rules are asked. */
export const now = 1_700_000_000_000

/** The definition of what a rule means: a walk over its tree, with nothing clever in it. */
export function defined(rule: RuleExpr, given: Facts): boolean {
  if ('and' in rule) return rule.and.every((part) => defined(part, given))
  if ('or' in rule) return rule.or.some((part) => defined(part, given))
  if ('not' in rule) return !defined(rule.not, given)
  if ('ref' in rule || 'template' in rule) throw new Error('the definition knows no names')

  const expected = isRef(rule.value) ? at(rule.value.ref, given) : rule.value
  return definedLeaf(rule.op, at(rule.field, given), expected)
}

function at(path: string, given: Facts): unknown {
  let value: unknown = given
  for (const name of path.split('.')) {
    value = isRecord(value) ? value[name] : null
  }
  return value ?? null
}

function definedLeaf(op: Op, actual: unknown, expected: unknown): boolean {
  switch (op) {
    case 'eq':
      return same(actual, expected)
    case 'neq':
      return !same(actual, expected)
    case 'gt':
      return order(actual, expected) === 1
    case 'gte':
      return [0, 1].includes(order(actual, expected))
    case 'lt':
      return order(actual, expected) === -1
    case 'lte':
      return [0, -1].includes(order(actual, expected))
    case 'in':
      return items(expected).some((item) => same(item, actual))
    case 'nin':
      return !items(expected).some((item) => same(item, actual))
    case 'contains':
      if (expected === null) return false
      if (typeof actual === 'string' && typeof expected === 'string')
        return actual.includes(expected)
      return Array.isArray(actual) && actual.some((item) => same(item, expected))
    case 'containsAll':
      return (
        Array.isArray(actual) &&
        Array.isArray(expected) &&
        expected.every((item) => definedLeaf('contains', actual, item))
      )
    case 'matches':
      return typeof actual === 'string' && new RegExp(String(expected), 'u').test(actual)
    case 'exists':
      return (actual !== null) === (expected ?? true)
    case 'empty':
      return (
        (actual === null || actual === '' || (Array.isArray(actual) && actual.length === 0)) ===
        (expected ?? true)
      )
    case 'withinDays': {
      if (typeof actual !== 'number' || typeof expected !== 'number') return false
      const edge = now - expected * dayLength
      return actual >= Math.min(edge, now) && actual <= Math.max(edge, now)
    }
  }
}

function isRecord(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'object' && typeof other === 'object' && isMoney(one) && isMoney(other)) {
    return one.amount === other.amount && one.currency === other.currency
  }
  const isScalar = one === null || typeof one !== 'object'
  return isScalar && one === other
}

function order(one: unknown, other: unknown): number {
  if (isMoney(one) && isMoney(other)) {
    return one.currency === other.currency ? order(one.amount, other.amount) : Number.NaN
  }
  if (typeof one === 'number' && typeof other === 'number') {
    return Number.isFinite(one) && Number.isFinite(other) ? Math.sign(one - other) : Number.NaN
  }
  if (typeof one !== 'string' || typeof other !== 'string') return Number.NaN
  return Math.sign(orderOfLists([...one].map(codeOf), [...other].map(codeOf)))
}

function orderOfLists(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((code, place) => code !== other[place])
  if (index < 0) return one.length - other.length
  return index >= other.length ? 1 : (one[index] ?? 0) - (other[index] ?? 0)
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

function isMoney(value: unknown): value is { amount: number; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}

function isRef(value: unknown): value is { ref: string } {
  return typeof value === 'object' && value !== null && 'ref' in value
}
