/** What a leaf demands of its field, or of the path that it compares with, when the other side stays. */
import type { Timestamp } from '../../../primitives/platform.ts'
import type { Leaf, Path } from '../../check/condition.ts'
import { isSame } from '../../compare-values.ts'
import { isPattern, type Operator, windowOf } from '../../operators.ts'
import { exampleOf } from '../../pattern/index.ts'
import type { Op } from '../../rule.ts'
import { amongst } from './amongst.ts'
import type { Requirement } from '../plans.ts'
import type { Change } from '../remedy.ts'

/** What is demanded of the value at a path. */
export interface Demand {
  readonly path: Path
  /** The path whose value the demand was made from, if it was not a literal. */
  readonly from: Path | null
  readonly change: Demanded
  /** Values that are likely to meet it, beside those that the change names. */
  readonly examples: readonly unknown[]
  /** Tells whether a value meets the demand. */
  accepts(value: unknown): boolean
}

/** A change without the path that it is of. */
export type Demanded = Omit<Change, 'set'>

/** The values that a leaf compares now. */
export interface Sides {
  readonly actual: unknown
  readonly expected: unknown
  readonly now: Timestamp
}

/** States what a requirement demands of the leaf's field; null if no change says it: where a point should be. */
export function demandOnField({ leaf, holds }: Requirement, sides: Sides): Demand | null {
  const { path, asked, operand } = leaf
  const { expected, now } = sides
  const truth = holds !== leaf.isNegated
  const demand = onField[asked.op]
  if (!demand) return null
  return {
    path,
    from: 'path' in operand ? operand.path : null,
    change: demand(truth, { expected, now }),
    examples: 'value' in operand && isPattern(operand.value) ? [exampleOf(operand.value.tree)] : [],
    accepts: acceptance(asked, sides, truth),
  }
}

function acceptance({ op, test }: Operator, { expected, now }: Sides, truth: boolean): Accepts {
  if (op !== 'in') return (value) => test(value, expected, now) === truth

  const isAmong = amongst(expected)
  return (value) => isAmong(value) === truth
}

type Accepts = Demand['accepts']

/** States what a requirement demands of the path that the field is compared with; null if it cannot be said. */
export function demandOnOperand({ leaf, holds }: Requirement, sides: Sides): Demand | null {
  const { path, asked, operand } = leaf
  const { actual, now } = sides
  const truth = holds !== leaf.isNegated
  const demand = onOperand[asked.op]
  if (!demand || !('path' in operand)) return null
  return {
    path: operand.path,
    from: path,
    change: demand(truth, actual),
    examples: [],
    accepts: (value) => asked.test(actual, value, now) === truth,
  }
}

interface Given {
  readonly expected: unknown
  readonly now: Timestamp
}

/** Tells whether a change could say what a leaf demands. */
export function isDemandable({ asked }: Leaf): boolean {
  return onField[asked.op] !== null
}

const onField: Readonly<Record<Op, ((truth: boolean, given: Given) => Demanded) | null>> = {
  eq: (truth, { expected }) => (truth ? { to: expected } : differentFrom(expected)),
  neq: (truth, { expected }) => (truth ? differentFrom(expected) : { to: expected }),
  gt: (truth, { expected }) => (truth ? { above: expected } : { atMost: expected }),
  gte: (truth, { expected }) => (truth ? { atLeast: expected } : { below: expected }),
  lt: (truth, { expected }) => (truth ? { below: expected } : { atLeast: expected }),
  lte: (truth, { expected }) => (truth ? { atMost: expected } : { above: expected }),
  in: (truth, { expected }) => (truth ? { oneOf: listOf(expected) } : { noneOf: listOf(expected) }),
  nin: (truth, { expected }) =>
    truth ? { noneOf: listOf(expected) } : { oneOf: listOf(expected) },
  contains: (truth, { expected }) => (truth ? { containing: [expected] } : { without: [expected] }),
  containsAll: (truth, { expected }) =>
    truth ? { containingAll: listOf(expected) } : { lackingOneOf: listOf(expected) },
  matches: (truth, { expected }) =>
    truth ? { matching: sourceOf(expected) } : { notMatching: sourceOf(expected) },
  exists: (truth) => ({ present: truth }),
  empty: (truth) => ({ empty: truth }),
  withinDays: demandWindow,
  spatialWithin: null,
}

// The sides change places: what is to be above the other is demanded to be below it.
const onOperand: Readonly<Partial<Record<Op, (truth: boolean, actual: unknown) => Demanded>>> = {
  eq: (truth, actual) => (truth ? { to: actual } : differentFrom(actual)),
  gt: (truth, actual) => (truth ? { below: actual } : { atLeast: actual }),
  gte: (truth, actual) => (truth ? { atMost: actual } : { above: actual }),
  lt: (truth, actual) => (truth ? { above: actual } : { atMost: actual }),
  lte: (truth, actual) => (truth ? { atLeast: actual } : { below: actual }),
}

// No value is the same as a list or a record: that is nothing to demand.
function differentFrom(value: unknown): Demanded {
  return isSame(value, value) ? { noneOf: [value] } : {}
}

function demandWindow(truth: boolean, { expected, now }: Given): Demanded {
  const [from, until] = windowOf(typeof expected === 'number' ? expected : 0, now)
  if (truth) return { atLeast: from, atMost: until }
  return from < now ? { below: from } : { above: until }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function sourceOf(expected: unknown): string {
  return isPattern(expected) ? expected.source : ''
}
