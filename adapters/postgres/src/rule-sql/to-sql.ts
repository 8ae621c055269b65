/** Writes a rule as a condition for `where`: the third back end, which agrees with the other two on every row. */
import {
  type Condition,
  inspectRule,
  type Leaf,
  type RuleExpr,
  ruleInvalid,
  shapeOf,
} from '@plinth/core'
import { askLiteral } from './ask-literal.ts'
import { askPath } from './ask-path.ts'
import type { Question } from './question.ts'
import { type Ground, termOf } from './term.ts'

/**
 * Writes a filter on a table's own records. It is true for exactly the records for which the rule
 * holds, null and negation included; `not` reaches the single comparisons, so that indexes serve.
 *
 * @throws CoreError `rule.invalid` when it is not in order, crosses a ref, or asks of JSON what only a
 * process can answer.
 */
export function toSql(where: RuleExpr, ground: Ground): string {
  const checked = inspectRule(where, { shape: shapeOf(ground.table.entity), isFilter: true })
  if (checked.ok) return conditionSql(checked.value, ground, true)
  throw ruleInvalid('the filter', checked.error)
}

/** Writes a condition, or its opposite. */
function conditionSql(condition: Condition, ground: Ground, holds: boolean): string {
  switch (condition.kind) {
    case 'leaf': {
      const asked = leafQuestion(condition, ground)
      return holds === condition.isNegated ? asked.fails : asked.holds
    }
    case 'not':
      return conditionSql(condition.part, ground, !holds)
    case 'rule':
      return conditionSql(condition.body, ground, holds)
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => conditionSql(part, ground, holds))
      return joined(parts, (condition.kind === 'and') === holds ? 'and' : 'or')
    }
  }
}

function joined(parts: readonly string[], word: 'and' | 'or'): string {
  if (parts.length === 0) return String(word === 'and')
  return parts.length === 1 ? parts.join('') : `(${parts.join(` ${word} `)})`
}

function leafQuestion({ path, asked, operand }: Leaf, ground: Ground): Question {
  const term = termOf(path, ground)
  const subject = { term, op: asked.op, text: path.text }
  if ('path' in operand) return askPath(subject, termOf(operand.path, ground), ground)
  return askLiteral(subject, operand.value, ground)
}
