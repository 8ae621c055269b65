/** Checks a leaf: whether its path exists, and whether its operator can be asked of it with this value. */
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import { withArticle } from '../../primitives/text/with-article.ts'
import { type Operator, operators } from '../operators.ts'
import { checkPath } from './check-path.ts'
import { checkValue } from './check-value.ts'
import type { Leaf, Path } from './condition.ts'
import { familyOf } from './fact-shape.ts'
import { inner, type Place, quote, type RuleWalk, refuse } from './rule-walk.ts'

/** Reads `{ field, op, value }`; null, with every problem noted, if it is not in order. */
export function checkLeaf(
  walk: RuleWalk,
  place: Place,
  { field, op, value }: Readonly<Record<string, unknown>>,
): Leaf | null {
  const path = checkPath(walk, inner(place, 'field').at, field)
  const operator = checkOperator(walk, inner(place, 'op').at, op)
  if (!path || !operator || !canAsk(walk, inner(place, 'op').at, { path, operator })) return null

  const checked = checkValue(walk, inner(place, 'value').at, { path, operator, value })
  if (!checked) return null

  const { operand, data } = checked
  const asked = operators.get(operator.opposes ?? operator.op) ?? operator
  const isNegated = operator.opposes !== null || (data === false && operator.takes === 'flag')
  const named = { field: path.text, op: operator.op }
  const expr = Object.freeze(value === undefined ? named : { ...named, value: data })
  return { kind: 'leaf', expr, path, operator, asked, isNegated, operand }
}

function checkOperator(walk: RuleWalk, at: string, op: unknown): Operator | null {
  const operator = typeof op === 'string' ? operators.get(op) : undefined
  if (operator) return operator

  const hint = typeof op === 'string' ? `. ${meantOrKnown(op, operators.keys())}` : ''
  return refuse(walk, at, {
    code: 'operator',
    text: `uses ${quote(op)}, which is no operator${hint}`,
  })
}

interface Question {
  readonly path: Path
  readonly operator: Operator
}

function canAsk(walk: RuleWalk, at: string, { path, operator }: Question): boolean {
  const family = familyOf(path.field) ?? 'any'
  if (family === 'any' || operator.asks.includes(family)) return true

  const able = [...operators.values()].filter(({ asks }) => asks.includes(family))
  const allowed = able.map(({ op }) => op).join(', ')
  const text = `asks ${operator.op} of ${path.text}, ${withArticle(path.field.type)}; it can be asked: ${allowed}`
  refuse(walk, at, { code: 'operator', text })
  return false
}
