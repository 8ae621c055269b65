/** Asks a place inside JSON, of which only the row knows what stands there. */
import { Area, Pattern, toSqlPattern, windowOf } from '@plinth/core/runtime'
import { type Comparison, isAbsent, type Question, question, signOf } from '../question.ts'
import type { Value } from '../term.ts'
import { askArea } from './ask-area.ts'
import { matching } from './ask-text.ts'
import { type Asked, type Literal, partsOf } from './asked.ts'

/** Asks JSON. Its numbers are exact decimals; two that JavaScript tells apart stay apart, and in order. */
export function askJson({ sql }: Value, { op, literal, ground }: Asked): Question | null {
  const bind = (value: unknown) => `${ground.bind(JSON.stringify(value))}::jsonb`
  switch (op) {
    case 'eq':
      return literal === null ? isAbsent(sql) : question(equals(sql, literal, bind))
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return question(ordered(sql, op, { literal, bind, text: ground.bind }))
    case 'in':
      return question(equalsOne(sql, literal, bind))
    case 'contains':
      return question(contains(sql, literal, { bind, text: ground.bind }))
    case 'containsAll':
      return question(`(${isOf(sql, 'array')} and ${sql} @> ${bind(literal)})`)
    case 'matches':
      return literal instanceof Pattern ? matches(sql, literal, ground.bind) : null
    case 'spatialWithin':
      return literal instanceof Area ? askArea(sql, literal, ground.bind) : null
    case 'exists':
      return { holds: `${sql} is not null`, fails: `${sql} is null` }
    case 'empty':
      return question(`(${sql} is null or ${sql} in ('""', '[]'))`)
    case 'withinDays':
      return typeof literal === 'number' ? within(sql, windowOf(literal, ground.now), bind) : null
    default:
      return null
  }
}

type Bind = (value: unknown) => string

function equals(sql: string, literal: unknown, bind: Bind): string {
  if (!isMoney(literal)) return `${sql} = ${bind(literal)}`
  return `(${sql} -> 'amount' = ${bind(literal.amount)} and ${sql} -> 'currency' = ${bind(literal.currency)})`
}

function equalsOne(sql: string, literal: Literal, bind: Bind): string {
  const { values, takesNull } = partsOf(literal)
  const plain = values.filter((value) => !isMoney(value))
  const conditions = [
    `${sql} in (select jsonb_array_elements(${bind(plain)}))`,
    ...values.filter(isMoney).map((money) => equals(sql, money, bind)),
    ...(takesNull ? [`${sql} is null`] : []),
  ]
  return `(${conditions.join(' or ')})`
}

interface Other {
  readonly literal: Literal
  readonly bind: Bind
  readonly text: Bind
}

function ordered(
  sql: string,
  op: Exclude<Comparison, 'eq'>,
  { literal, bind, text }: Other,
): string {
  const sign = signOf(op)
  if (typeof literal === 'number')
    return `(${isOf(sql, 'number')} and ${sql} ${sign} ${bind(literal)})`
  if (typeof literal === 'string') {
    return `(${isOf(sql, 'string')} and ${textOf(sql)} collate "C" ${sign} ${text(literal)}::text)`
  }
  if (!isMoney(literal)) return 'false'

  const amount = `${sql} -> 'amount'`
  const isAbove = `${isOf(amount, 'number')} and ${amount} ${sign} ${bind(literal.amount)}`
  return `(${isAbove} and ${sql} -> 'currency' = ${bind(literal.currency)})`
}

function contains(sql: string, literal: Literal, { bind, text }: Omit<Other, 'literal'>): string {
  const inList = `(${isOf(sql, 'array')} and ${sql} @> ${bind([literal])})`
  if (typeof literal !== 'string') return inList
  const inText = `(${isOf(sql, 'string')} and strpos(${textOf(sql)}, ${text(literal)}::text) > 0)`
  return `(${inText} or ${inList})`
}

function matches(sql: string, { tree }: Pattern, text: Bind): Question {
  const asked = matching(textOf(sql), `${text(toSqlPattern(tree))}::text`)
  return question(`(${isOf(sql, 'string')} and ${asked.holds})`)
}

function within(sql: string, [from, until]: readonly [number, number], bind: Bind): Question {
  return question(
    `(${isOf(sql, 'number')} and ${sql} >= ${bind(from)} and ${sql} <= ${bind(until)})`,
  )
}

function isOf(sql: string, type: 'number' | 'string' | 'array'): string {
  return `jsonb_typeof(${sql}) = '${type}'`
}

function textOf(sql: string): string {
  return `(${sql} #>> '{}')`
}

function isMoney(value: unknown): value is { readonly amount: number; readonly currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}
