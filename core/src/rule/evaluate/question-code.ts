/** Writes the question of an operator and a literal as code: the same as `questionOf` prepares. */
import { dayLength, type Operand, type Operator } from '../operators.ts'
import type { Op } from '../rule.ts'
import { isPrimitive, ordersByUnit, plainItems } from './question.ts'
import type { CodePage } from './code-page.ts'

/** A question: an operator, what it compares with, and the code of what it is asked of. */
export interface WrittenQuestion {
  readonly asked: Operator
  readonly operand: Operand
  readonly actual: string
}

/** Writes the question as an expression in brackets. */
export function questionCode(page: CodePage, question: WrittenQuestion): string {
  const { asked, operand, actual } = question
  const written = writers[asked.op]?.(page, question)
  if (written !== undefined) return `(${written})`
  return `${page.hand(asked.test)}(${actual}, ${page.hand(operand)}, 0)`
}

/** The longest list of literals that is written out; a longer one is looked up. */
const shortList = 8

type Writer = (page: CodePage, question: WrittenQuestion) => string | undefined

const writers: Readonly<Partial<Record<Op, Writer>>> = {
  eq: equalCode,
  gt: orderingCode('>', ' && v < Infinity'),
  gte: orderingCode('>=', ' && v < Infinity'),
  lt: orderingCode('<', ' && v > -Infinity'),
  lte: orderingCode('<=', ' && v > -Infinity'),
  in: listCode,
  contains: containsCode,
  matches: (page, { operand, actual }) =>
    `v = ${actual}, typeof v === 'string' && ${page.hand(operand)}.test(v)`,
  exists: (_page, { actual }) => `${actual} != null`,
  withinDays: windowCode,
  spatialWithin: (page, { operand, actual }) => `${page.hand(operand)}.contains(${actual})`,
}

function equalCode(page: CodePage, { operand, actual }: WrittenQuestion): string | undefined {
  if (operand === null) return `${actual} == null`
  return isPrimitive(operand) ? `${actual} === ${page.literal(operand)}` : undefined
}

function orderingCode(sign: string, isFinite: string): Writer {
  return (page, { operand, actual }) => {
    if (typeof operand === 'number') {
      return `v = ${actual}, typeof v === 'number' && v ${sign} ${page.literal(operand)}${isFinite}`
    }
    if (typeof operand !== 'string' || !ordersByUnit(operand)) return undefined
    return `v = ${actual}, typeof v === 'string' && v ${sign} ${page.literal(operand)}`
  }
}

function listCode(page: CodePage, { operand, actual }: WrittenQuestion): string | undefined {
  const items = plainItems(operand)
  if (!items) return undefined
  if (items.length === 0) return 'false'
  if (items.length > shortList) return `${page.hand(new Set(items))}.has(${actual} ?? null)`

  const tests = items.map((item) =>
    isPrimitive(item) ? `v === ${page.literal(item)}` : 'v == null',
  )
  return `v = ${actual}, ${tests.join(' || ')}`
}

function containsCode(page: CodePage, { operand, actual }: WrittenQuestion): string | undefined {
  if (typeof operand !== 'string') return undefined
  return `v = ${actual}, (typeof v === 'string' || Array.isArray(v)) && v.includes(${page.literal(operand)})`
}

function windowCode(page: CodePage, { operand, actual }: WrittenQuestion): string | undefined {
  if (typeof operand !== 'number') return undefined

  const back = page.literal(Math.max(operand, 0) * dayLength)
  const ahead = page.literal(Math.max(-operand, 0) * dayLength)
  return `v = ${actual}, typeof v === 'number' && v >= ${page.now} - ${back} && v <= now + ${ahead}`
}
