/** Explains what a rule decides: every leaf with what it found, as far as the caller may read it. */
import type { Timestamp } from '../../primitives/platform.ts'
import type { Condition, Group, Leaf, Path } from '../check/condition.ts'
import { answerTo } from '../evaluate/answer.ts'
import { isArea, isPattern } from '../operators.ts'
import type { Facts } from '../rule.ts'
import { type Explanation, type LeafExplanation, redacted } from './explanation.ts'
import { sentenceOf } from './sentence.ts'

/** When, and for whom, a condition is explained. */
export interface Audience {
  readonly now: Timestamp
  readonly canRead?: (path: string) => boolean
}

/** Explains a condition. All that it reads has to be loaded; nothing is left out because it is decided. */
export function explainCondition(
  condition: Condition,
  facts: Facts,
  audience: Audience,
): Explanation {
  switch (condition.kind) {
    case 'leaf':
      return explainLeaf(condition, facts, audience)
    case 'rule':
      return named(condition.rule, explainCondition(condition.body, facts, audience))
    case 'not': {
      const not = explainCondition(condition.part, facts, audience)
      return { passed: !not.passed, not }
    }
    case 'and':
    case 'or':
      return explainGroup(condition, facts, audience)
  }
}

/** Tells whether what stands at a path may be shown: to a caller who may read it, or if nobody asks, unless it is sensitive. */
export function isShown(path: Path, { canRead }: Pick<Audience, 'canRead'>): boolean {
  return canRead ? canRead(path.text) : !path.isSensitive
}

// The rule that was asked gives its name, and before all else, even if it stands for another one.
function named(rule: string, explanation: Explanation): Explanation {
  const first = { rule }
  return { ...first, ...explanation, ...first }
}

function explainGroup({ kind, parts }: Group, facts: Facts, audience: Audience): Explanation {
  const explained = parts.map((part) => explainCondition(part, facts, audience))
  return kind === 'and'
    ? { passed: explained.every(({ passed }) => passed), and: explained }
    : { passed: explained.some(({ passed }) => passed), or: explained }
}

function explainLeaf(leaf: Leaf, facts: Facts, audience: Audience): LeafExplanation {
  const { path, operand, expr } = leaf
  const { actual, expected, holds: passed } = answerTo(leaf, facts, audience.now)
  const isFieldShown = isShown(path, audience)
  const isOperandShown = isFieldShown && (!('path' in operand) || isShown(operand.path, audience))
  const finding = { actual, expected: dataOf(expected), passed, isFieldShown, isOperandShown }
  return {
    field: path.text,
    op: expr.op,
    expected: isOperandShown ? finding.expected : redacted,
    actual: isFieldShown ? actual : redacted,
    passed,
    message: sentenceOf(leaf, finding),
  }
}

// Patterns and areas are shown as they were written.
function dataOf(operand: unknown): unknown {
  if (isArea(operand)) return operand.polygon
  return isPattern(operand) ? operand.source : operand
}
