/** Tells whether data is a rule, by the words of the documentation: nothing in here knows core's checks. */
import { isCurrency } from '@plinth/core'
import { answersForItself } from '../shapes/values.ts'

/** Whether data is a rule; null where it decides itself what it shows, or a pattern would have to be read. */
export type Verdict = boolean | null

const limits = { depth: 32, parts: 500, list: 1_000, lists: 5_000, text: 10_000, patterns: 8 }

/** Says whether data is a rule about any facts. It may stand on no other rule. */
export function isRule(data: unknown): Verdict {
  const seen: Seen = { parts: 0, items: 0, patterns: 0 }
  return isPart(data, 0, seen)
}

interface Seen {
  parts: number
  items: number
  patterns: number
}

function isPart(data: unknown, depth: number, seen: Seen): Verdict {
  seen.parts += 1
  if (seen.parts > limits.parts || depth > limits.depth) return false
  if (typeof data !== 'object' || data === null) return false
  if (answersForItself(data) || hasForeignParts(data)) return null
  if (Array.isArray(data)) return false

  const keys = Object.keys(data).toSorted().join()
  const parts = new Map<string, unknown>(Object.entries(data))
  if (keys === 'not') return isPart(parts.get('not'), depth + 1, seen)
  if (keys === 'and' || keys === 'or') return isGroup(parts.get(keys), depth, seen)
  if (keys !== 'field,op' && keys !== 'field,op,value') return false
  return isLeaf({ field: parts.get('field'), op: parts.get('op'), value: parts.get('value') }, seen)
}

// What lies on a prototype of its own is for core to read or to leave.
function hasForeignParts(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data)
  return prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype
}

function isGroup(parts: unknown, depth: number, seen: Seen): Verdict {
  if (isAlive(parts)) return null
  if (!Array.isArray(parts)) return false

  let verdict: Verdict = true
  for (let at = 0; at < parts.length && verdict !== false; at++) {
    const own = isPart(parts[at], depth + 1, seen)
    if (own !== true) verdict = own
  }
  return verdict
}

function isAlive(value: unknown): boolean {
  return typeof value === 'object' && value !== null && answersForItself(value)
}

interface LeafData {
  readonly field: unknown
  readonly op: unknown
  readonly value: unknown
}

function isLeaf({ field, op, value }: LeafData, seen: Seen): Verdict {
  if (!isPath(field) || typeof op !== 'string') return false
  const takes = Object.hasOwn(operands, op) ? operands[op] : undefined
  if (!takes) return false
  if (isAlive(value)) return null
  if (isRecord(value) && Object.hasOwn(value, 'ref')) {
    return refs.has(op) && Object.keys(value).length === 1 && isPath(value['ref'])
  }
  return takes(value, seen)
}

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype))

function isPath(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 8 * 65) return false
  const names = value.split('.')
  if (names.length > 8) return false
  return names.every((name) => /^[A-Za-z_]\w{0,63}$/.test(name) && !inherited.has(name))
}

const refs = new Set([
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'containsAll',
  'withinDays',
])

type Takes = (value: unknown, seen: Seen) => Verdict

const operands: Readonly<Record<string, Takes>> = {
  eq: isScalar,
  neq: isScalar,
  gt: isOrderable,
  gte: isOrderable,
  lt: isOrderable,
  lte: isOrderable,
  in: listOf(isScalar),
  nin: listOf(isScalar),
  contains: isPresent,
  containsAll: listOf(isPresent),
  matches: isPattern,
  exists: isFlag,
  empty: isFlag,
  withinDays: (value) => typeof value === 'number' && Math.abs(value) <= 1_000_000,
  spatialWithin: isArea,
}

function isScalar(value: unknown): Verdict {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' ? isText(value) : isMoney(value)
}

function isPresent(value: unknown): Verdict {
  return value === null ? false : isScalar(value)
}

function isOrderable(value: unknown): Verdict {
  return typeof value === 'boolean' ? false : isPresent(value)
}

function isText(value: string): boolean {
  return value.length <= limits.text && !/[\0\p{Surrogate}]/u.test(value)
}

function isMoney(value: unknown): Verdict {
  if (isAlive(value)) return null
  if (!isRecord(value)) return false
  if (hasForeignParts(value)) return null
  if (Object.keys(value).toSorted().join() !== 'amount,currency') return false
  const { amount, currency } = value
  return Number.isSafeInteger(amount) && typeof currency === 'string' && isCurrency(currency)
}

function listOf(takes: (value: unknown) => Verdict): Takes {
  return (list, seen) => {
    if (!Array.isArray(list) || list.length > limits.list) return false
    seen.items += list.length
    if (seen.items > limits.lists) return false
    const verdicts = new Set(Array.from(list, takes))
    if (verdicts.has(false)) return false
    return verdicts.has(null) ? null : true
  }
}

function isFlag(value: unknown): Verdict {
  return value === undefined || typeof value === 'boolean'
}

/** Patterns that every back end has to accept; any other is judged where patterns are. */
export const soundPatterns: readonly string[] = [
  '^a',
  'b$',
  '^\\w*$',
  '[é😀]',
  '^(?:a|b)+$',
  '\\d{2,}',
]

function isPattern(value: unknown, seen: Seen): Verdict {
  if (typeof value !== 'string') return false
  seen.patterns += 1
  if (seen.patterns > limits.patterns) return false
  return soundPatterns.includes(value) ? true : null
}

function isArea(value: unknown): Verdict {
  if (!isRecord(value)) return false
  const { type, coordinates } = value
  if (isAlive(coordinates)) return null
  if (type !== 'Polygon' || !Array.isArray(coordinates)) return false
  // What is an area in all its parts is for the values of fields to show.
  return null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
