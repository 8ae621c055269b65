/** The operators of rules, one a row: what they ask, of what, with what, and in which words. */
import type { Timestamp } from '../primitives/platform.ts'
import { Area } from './area/index.ts'
import { isAbsent, isSame, orderOf } from './compare-values.ts'
import { Pattern } from './pattern/index.ts'
import type { Op, RuleScalar } from './rule.ts'

/** The kinds of fields that operators tell apart. `any` is a field of which nothing is known. */
export type Family =
  | 'text'
  | 'number'
  | 'date'
  | 'boolean'
  | 'money'
  | 'list'
  | 'point'
  | 'shape'
  | 'any'

/** What stands on the right of an operator when it is asked. */
export type Operand = RuleScalar | readonly RuleScalar[] | Pattern | Area

/** One operator. */
export interface Operator {
  readonly op: Op
  /** The fields it can be asked of, beside `any`. */
  readonly asks: readonly Family[]
  /** The form of its value: one literal, a list, true or false, a number of days, a pattern, an area. */
  readonly takes: 'literal' | 'list' | 'flag' | 'days' | 'pattern' | 'area'
  /** Whether null may stand in the value. */
  readonly takesNull: boolean
  /** Whether `{ ref: 'path' }` may stand for the value. */
  readonly takesRef: boolean
  /** The operator that it is the exact opposite of: its answer is that one's, turned round. */
  readonly opposes: Op | null
  /** What stands between the two sides in a sentence when it holds, and when it fails. */
  readonly words: readonly [holds: string, fails: string]
  /** When a sentence shows the value of the field: a list, or what equals the value, says nothing more. */
  readonly showsField: 'always' | 'when it fails' | 'never'
  /** Whether it holds. A flag is asked with true. */
  readonly test: (actual: unknown, operand: unknown, now: Timestamp) => boolean
}

/** The milliseconds of a day, as `withinDays` counts them. */
export const dayLength = 86_400_000

const comparable = ['text', 'number', 'date', 'boolean', 'money'] as const
const orderable = ['text', 'number', 'date', 'money'] as const

const plain = {
  takes: 'literal',
  takesNull: false,
  takesRef: true,
  opposes: null,
  showsField: 'always',
} as const satisfies Partial<Operator>

const rows: readonly Operator[] = [
  {
    ...plain,
    op: 'eq',
    asks: comparable,
    takesNull: true,
    words: ['is', 'is not'],
    showsField: 'when it fails',
    test: isSame,
  },
  {
    ...plain,
    op: 'neq',
    asks: comparable,
    takesNull: true,
    opposes: 'eq',
    words: ['is not', 'is'],
    showsField: 'never',
    test: (actual, operand) => !isSame(actual, operand),
  },
  {
    ...plain,
    op: 'gt',
    asks: orderable,
    words: ['is above', 'is not above'],
    test: (actual, operand) => orderOf(actual, operand) > 0,
  },
  {
    ...plain,
    op: 'gte',
    asks: orderable,
    words: ['is at least', 'is not at least'],
    test: (actual, operand) => orderOf(actual, operand) >= 0,
  },
  {
    ...plain,
    op: 'lt',
    asks: orderable,
    words: ['is below', 'is not below'],
    test: (actual, operand) => orderOf(actual, operand) < 0,
  },
  {
    ...plain,
    op: 'lte',
    asks: orderable,
    words: ['is at most', 'is not at most'],
    test: (actual, operand) => orderOf(actual, operand) <= 0,
  },
  {
    ...plain,
    op: 'in',
    asks: comparable,
    takes: 'list',
    takesNull: true,
    takesRef: false,
    words: ['is one of', 'is none of'],
    test: (actual, operand) => holdsValue(operand, actual),
  },
  {
    ...plain,
    op: 'nin',
    asks: comparable,
    takes: 'list',
    takesNull: true,
    takesRef: false,
    opposes: 'in',
    words: ['is none of', 'is one of'],
    test: (actual, operand) => !holdsValue(operand, actual),
  },
  {
    ...plain,
    op: 'contains',
    asks: ['text', 'list'],
    words: ['contains', 'does not contain'],
    showsField: 'never',
    test: contains,
  },
  {
    ...plain,
    op: 'containsAll',
    asks: ['list'],
    takes: 'list',
    words: ['contains all of', 'does not contain all of'],
    showsField: 'never',
    test: containsAll,
  },
  {
    ...plain,
    op: 'matches',
    asks: ['text'],
    takes: 'pattern',
    takesRef: false,
    words: ['matches', 'does not match'],
    test: (actual, operand) =>
      typeof actual === 'string' && isPattern(operand) && operand.test(actual),
  },
  {
    ...plain,
    op: 'exists',
    asks: [...comparable, 'list', 'point', 'shape'],
    takes: 'flag',
    takesRef: false,
    words: ['is there', 'is missing'],
    showsField: 'never',
    test: (actual) => !isAbsent(actual),
  },
  {
    ...plain,
    op: 'empty',
    asks: ['text', 'list'],
    takes: 'flag',
    takesRef: false,
    words: ['is empty', 'is not empty'],
    showsField: 'never',
    test: isEmpty,
  },
  {
    ...plain,
    op: 'withinDays',
    asks: ['date'],
    takes: 'days',
    words: ['is within', 'is not within'],
    test: isWithinDays,
  },
  {
    ...plain,
    op: 'spatialWithin',
    asks: ['point'],
    takes: 'area',
    takesRef: false,
    words: ['is within', 'is not within'],
    test: (actual, operand) => isArea(operand) && operand.contains(actual),
  },
]

/** The operators by name. A Map, so that no name finds what objects inherit. */
export const operators: ReadonlyMap<string, Operator> = new Map(rows.map((row) => [row.op, row]))

// A list is asked whether it holds the value, a text whether it holds it as a part.
function contains(actual: unknown, operand: unknown): boolean {
  if (isAbsent(operand)) return false
  if (typeof actual === 'string') return typeof operand === 'string' && actual.includes(operand)
  return holdsValue(actual, operand)
}

function containsAll(actual: unknown, operand: unknown): boolean {
  if (!Array.isArray(actual) || !Array.isArray(operand)) return false
  return operand.every((wanted) => contains(actual, wanted))
}

function isEmpty(actual: unknown): boolean {
  return isAbsent(actual) || actual === '' || (Array.isArray(actual) && actual.length === 0)
}

function isWithinDays(actual: unknown, days: unknown, now: Timestamp): boolean {
  if (typeof actual !== 'number' || typeof days !== 'number') return false

  const [from, until] = windowOf(days, now)
  return actual >= from && actual <= until
}

/** The instants between which `withinDays` asks: the last days up to now, or for negative ones the next. */
export function windowOf(days: number, now: Timestamp): readonly [from: number, until: number] {
  const edge = now - days * dayLength
  return edge <= now ? [edge, now] : [now, edge]
}

function holdsValue(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((item) => isSame(item, value))
}

/** Tells whether an operand is a prepared area. */
export function isArea(operand: unknown): operand is Area {
  return operand instanceof Area
}

/** Tells whether an operand is a prepared pattern. */
export function isPattern(operand: unknown): operand is Pattern {
  return operand instanceof Pattern
}
