/** Answers one leaf straight from the facts, with both values: for explanations, where speed is no matter. */
import type { Timestamp } from '../../primitives/platform.ts'
import type { Leaf } from '../check/condition.ts'
import type { Facts } from '../rule.ts'
import { readPath } from './read-facts.ts'

/** What a leaf compares, and what comes of it. */
export interface Answer {
  /** What stands at the field, null if nothing does; a list when the path crosses one. */
  readonly actual: unknown
  /** The literal, or what stands at the path that was given for it. */
  readonly expected: unknown
  readonly holds: boolean
}

/** Answers a leaf. What it reads has to be loaded. */
export function answerTo(leaf: Leaf, facts: Facts, now: Timestamp): Answer {
  const { path, asked, operand, isNegated } = leaf
  const actual = readPath(facts, path)
  const expected = 'path' in operand ? readPath(facts, operand.path) : operand.value
  const values: readonly unknown[] = path.isMany && Array.isArray(actual) ? actual : [actual]
  const isAny = values.some((value) => asked.test(value, expected, now))
  return { actual, expected, holds: isAny !== isNegated }
}
