/** Prepares a comparison that a program makes once for all rules. */
import { type Operand, type Operator } from '../operators.ts'
import { plainItems } from '../evaluate/question.ts'
import { operatorList, type Tables } from './tables.ts'

/** A comparison: what it asks, of which slot, and with what. */
export interface Prepared {
  readonly test: Operator['test']
  readonly slot: number
  /** The slot that it compares with; below 0 where it is the literal. */
  readonly other: number
  readonly literal: Operand | ReadonlySet<unknown>
  readonly isTimed: boolean
}

/** Prepares the comparison at a place. */
export function preparedTest({ comparisons, literals, paths }: Tables, place: number): Prepared {
  const [row = 0, slot = 0, operand = 0] = comparisons.subarray(place * 3)
  const operator = operatorList[row]
  if (!operator) throw new RangeError(`the program has no operator ${row}`)

  const other = operand < 0 ? ~operand : -1
  const literal = literals[operand] ?? null
  const items = operator.op === 'in' ? plainItems(literal) : undefined
  const one = items ? isAmong : operator.test
  return {
    test: paths[slot]?.isMany ? anyOf(one) : one,
    slot,
    other,
    literal: items ? new Set(items) : literal,
    isTimed: operator.op === 'withinDays',
  }
}

function isAmong(actual: unknown, items: unknown): boolean {
  return items instanceof Set && items.has(actual ?? null)
}

// Across a list a comparison holds if it does for any of the values.
function anyOf(test: Operator['test']): Operator['test'] {
  return (actual, operand, now) =>
    Array.isArray(actual) && actual.some((value) => test(value, operand, now))
}
