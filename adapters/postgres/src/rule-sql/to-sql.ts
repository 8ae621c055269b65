/** Writes a rule as a condition for `where`: the third back end, which agrees with the other two on every row. */
import type { RuleExpr } from '@plinth/core'
import { type Condition, inspectRule, type Leaf, ruleInvalid, shapeOf } from '@plinth/core/runtime'
import { askLiteral } from './ask-literal.ts'
import { askPath } from './ask-path.ts'
import { behind } from './crossing.ts'
import type { Question } from './question.ts'
import { refused } from './refused.ts'
import type { Subject } from './subject.ts'
import { crossed, type Ground, refAt, termAt, termOf } from './term.ts'

/**
 * Writes a filter on a table's records. It is true for exactly the records for which the rule
 * holds, null and negation included; `not` reaches the single comparisons, so that indexes serve.
 * What it reads behind refs is joined by `ground.joins`.
 *
 * @throws CoreError `rule.invalid` when it is not in order, reads a computed field, or asks of JSON what
 * only a process can answer.
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

function leafQuestion(leaf: Leaf, ground: Ground): Question {
  const { path, asked, operand } = leaf
  if ('path' in operand && operand.path.isMany) {
    throw refused(`compares ${path.text} with ${operand.path.text}, which several records hold`)
  }
  if (path.isMany) return anyQuestion(leaf, ground)

  const term = termOf(path, ground)
  return ask({ term, op: asked.op, text: path.text }, operand, ground)
}

function ask(subject: Subject, operand: Leaf['operand'], ground: Ground): Question {
  if ('path' in operand) return askPath(subject, termOf(operand.path, ground), ground)
  return askLiteral(subject, operand.value, ground)
}

// Across a ref[] it holds if it does for any of the records that are there.
function anyQuestion({ path, asked, operand }: Leaf, ground: Ground): Question {
  const refs = path.segments.filter(({ isLoaded }) => isLoaded)
  const many = refs.findIndex(({ isList }) => isList)
  const from = crossed(path, refs.slice(0, many), ground)
  const ref = refAt(path, from, refs[many]?.name ?? '')

  const joins = ground.joins.inner()
  const first = joins.place(ref)
  const last = crossed(path, refs.slice(many + 1), { ...first, joins })
  const subject = { term: termAt(path, last), op: asked.op, text: path.text }
  const { holds } = ask(subject, operand, ground)
  const any = `exists (select from ${first.table.name} as ${first.alias}${joins.text}
  where ${behind(from, ref, first)} and ${holds})`
  return { holds: any, fails: `not ${any}` }
}
