/** Writes a rule down as people would say it: `total is at most customer.creditLimit`. */
import { isMoney, toText } from '../../primitives/money/money.ts'
import { operators } from '../operators.ts'
import type { LeafRule, RuleExpr } from '../rule.ts'

/** Writes the whole rule as one phrase. A part that is only named is told by its name. */
export function wordsOf(expr: RuleExpr): string {
  if ('field' in expr) return leafWords(expr)
  if ('and' in expr) return joined(expr.and, 'and') || 'always'
  if ('or' in expr) return joined(expr.or, 'or') || 'never'
  if ('not' in expr) return `not (${wordsOf(expr.not)})`
  return `rule ${String(Object.values(expr)[0])}`
}

function joined(parts: readonly RuleExpr[], word: string): string {
  const words = parts.map((part) => (isGroup(part) ? `(${wordsOf(part)})` : wordsOf(part)))
  return words.join(` ${word} `)
}

function isGroup(expr: RuleExpr): boolean {
  return 'and' in expr || 'or' in expr
}

function leafWords({ field, op, value }: LeafRule): string {
  const operator = operators.get(op)
  const [holds, fails] = operator?.words ?? [op, op]
  if (operator?.takes === 'flag') return `${nameOf(field)} ${value === false ? fails : holds}`
  if (operator?.takes === 'days') return `${nameOf(field)} ${holds} ${valueWords(value)} days`
  return `${nameOf(field)} ${holds} ${valueWords(value)}`
}

function valueWords(value: unknown): string {
  if (isMoney(value)) return toText(value)
  if (isList(value)) return value.map(valueWords).join(', ')
  if (isRef(value)) return nameOf(value.ref)
  return JSON.stringify(value) ?? 'nothing'
}

/** The record that it is all about goes without saying. */
function nameOf(path: string): string {
  return path.startsWith('entity.') ? path.slice('entity.'.length) : path
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isRef(value: unknown): value is { readonly ref: string } {
  return (
    typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string'
  )
}
