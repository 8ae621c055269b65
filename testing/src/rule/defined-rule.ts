/** What rules mean, word by word: the definition that every way of evaluating them is held against. */
import type { Facts, GeoPoint, GeoPolygon, Op, RuleExpr } from '@plinth/core'
import { dayLength } from '@plinth/core/runtime'

/** Tells whether a rule holds: a walk over its tree, with nothing clever in it. It knows no named rules. */
export function holdsByDefinition(rule: RuleExpr, given: Facts, now: number): boolean {
  if ('and' in rule) return rule.and.every((part) => holdsByDefinition(part, given, now))
  if ('or' in rule) return rule.or.some((part) => holdsByDefinition(part, given, now))
  if ('not' in rule) return !holdsByDefinition(rule.not, given, now)
  if ('ref' in rule || 'template' in rule || 'kind' in rule)
    throw new Error('the definition knows no names')

  const expected = isRef(rule.value) ? at(rule.value.ref, given) : rule.value
  return definedLeaf(rule.op, { actual: at(rule.field, given), expected, now })
}

function at(path: string, given: Facts): unknown {
  let value: unknown = given
  for (const name of path.split('.')) {
    value = isRecord(value) ? value[name] : null
  }
  return value ?? null
}

interface Asked {
  readonly actual: unknown
  readonly expected: unknown
  readonly now: number
}

function definedLeaf(op: Op, { actual, expected, now }: Asked): boolean {
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
        expected.every((item) => definedLeaf('contains', { actual, expected: item, now }))
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
    case 'spatialWithin':
      return isPlace(actual) && lies(actual, ringsOf(expected))
  }
}

function isRecord(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function ringsOf(area: unknown): GeoPolygon['coordinates'] {
  return isPolygon(area) ? area.coordinates : []
}

function isPolygon(value: unknown): value is GeoPolygon {
  return typeof value === 'object' && value !== null && 'coordinates' in value
}

// Edges to the east of the point are counted. Exact for halves and other short fractions of degrees.
function lies({ lat, lng }: GeoPoint, rings: GeoPolygon['coordinates']): boolean {
  const crossings = rings.map((ring) =>
    ring.slice(1).map(([x2, y2], index) => {
      const [x1, y1] = ring[index] ?? [x2, y2]
      const turn = (x2 - x1) * (lat - y1) - (y2 - y1) * (lng - x1)
      const isBeside = Math.min(x1, x2) <= lng && lng <= Math.max(x1, x2)
      if (turn === 0 && isBeside && Math.min(y1, y2) <= lat && lat <= Math.max(y1, y2)) return 'on'
      if (y1 <= lat && lat < y2) return turn > 0 ? 'across' : 'beside'
      return y2 <= lat && lat < y1 && turn < 0 ? 'across' : 'beside'
    }),
  )
  const all = crossings.flat()
  return all.includes('on') || all.filter((one) => one === 'across').length % 2 === 1
}

function isPlace(value: unknown): value is GeoPoint {
  return typeof value === 'object' && value !== null && 'lat' in value && 'lng' in value
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
