/** Prepares the question of an operator and a literal, so that asking costs no more than it must. */
import type { Timestamp } from '../../primitives/platform.ts'
import { isAbsent } from '../compare-values.ts'
import { dayLength, isArea, isPattern, type Operand, type Operator } from '../operators.ts'
import type { Op } from '../rule.ts'
import type { EvaluateOptions, NowOf } from './evaluate.ts'
import { type Layout, type Scope, type Source, valueAt } from './layout.ts'

/** Where rules are compiled: what they read is laid out, and the time is known. */
export interface Setting extends Pick<Layout, 'sourceOf'> {
  readonly nowOf: NowOf
}

/** Asks the question of what stands in a scope. */
export type Question = (scope: Scope, options?: EvaluateOptions) => boolean

/** What the question is asked of, and what it compares with. */
export interface Asked<Literal = Operand> extends Setting {
  readonly source: Source
  readonly operand: Literal
}

/** Prepares the question. The answers are those of the operator's own test, always. */
export function questionOf(operator: Operator, asked: Asked): Question {
  const prepared = preparations[operator.op]?.(asked)
  if (prepared) return prepared

  const { test } = operator
  const { source, operand } = asked
  const nowOf = timeFor(operator, asked)
  return (scope, options) => test(valueAt(scope, source), operand, nowOf(options))
}

/** Tells the time to the operator that asks for it, and spares the others the question. */
export function timeFor({ op }: Operator, { nowOf }: Setting): NowOf {
  return op === 'withinDays' ? nowOf : noTime
}

function noTime(): Timestamp {
  return 0
}

/** Tells whether a text orders by UTF-16 unit as it does by code point: all its units lie below surrogates. */
export function ordersByUnit(text: string): boolean {
  return !/[\ud800-\uffff]/.test(text)
}

/** Tells whether a literal is compared by `===`: it is neither null, nor money, nor a list. */
export function isPrimitive(operand: unknown): operand is string | number | boolean {
  return typeof operand === 'string' || typeof operand === 'number' || typeof operand === 'boolean'
}

/** Lists the literals if `===` compares each of them with anything; undefined if some are money. */
export function plainItems(operand: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(operand)) return undefined
  return operand.every((item) => item === null || isPrimitive(item)) ? operand : undefined
}

type Preparation = (asked: Asked) => Question | undefined

const preparations: Readonly<Partial<Record<Op, Preparation>>> = {
  eq: prepareEqual,
  neq: prepareUnequal,
  gt: ordering(above, textAbove),
  gte: ordering(atLeast, textAtLeast),
  lt: ordering(below, textBelow),
  lte: ordering(atMost, textAtMost),
  in: prepareList,
  contains: prepareContains,
  matches: prepareMatch,
  exists:
    ({ source }) =>
    (scope) =>
      !isAbsent(valueAt(scope, source)),
  withinDays: prepareWindow,
  spatialWithin: prepareArea,
}

function prepareEqual({ source, operand }: Asked): Question | undefined {
  if (operand === null) return (scope) => isAbsent(valueAt(scope, source))
  return isPrimitive(operand) ? (scope) => valueAt(scope, source) === operand : undefined
}

function prepareUnequal({ source, operand }: Asked): Question | undefined {
  if (operand === null) return (scope) => !isAbsent(valueAt(scope, source))
  return isPrimitive(operand) ? (scope) => valueAt(scope, source) !== operand : undefined
}

function ordering(
  ofNumber: (asked: Asked<number>) => Question,
  ofText: (asked: Asked<string>) => Question,
): Preparation {
  return ({ operand, ...asked }) => {
    if (typeof operand === 'number') return ofNumber({ ...asked, operand })
    const isText = typeof operand === 'string' && ordersByUnit(operand)
    return isText ? ofText({ ...asked, operand }) : undefined
  }
}

// Numbers that are not finite have no order: the far end is closed as well.
function above({ source, operand }: Asked<number>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'number' && value > operand && value < Infinity
  }
}

function atLeast({ source, operand }: Asked<number>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'number' && value >= operand && value < Infinity
  }
}

function below({ source, operand }: Asked<number>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'number' && value < operand && value > -Infinity
  }
}

function atMost({ source, operand }: Asked<number>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'number' && value <= operand && value > -Infinity
  }
}

function textAbove({ source, operand }: Asked<string>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'string' && value > operand
  }
}

function textAtLeast({ source, operand }: Asked<string>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'string' && value >= operand
  }
}

function textBelow({ source, operand }: Asked<string>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'string' && value < operand
  }
}

function textAtMost({ source, operand }: Asked<string>): Question {
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'string' && value <= operand
  }
}

function prepareList({ source, operand }: Asked): Question | undefined {
  const items = plainItems(operand)
  if (!items) return undefined

  const lookup = new Set(items)
  return (scope) => lookup.has(valueAt(scope, source) ?? null)
}

function prepareContains({ source, operand }: Asked): Question | undefined {
  if (typeof operand !== 'string') return undefined
  return (scope) => {
    const value = valueAt(scope, source)
    if (typeof value === 'string') return value.includes(operand)
    return Array.isArray(value) && value.includes(operand)
  }
}

function prepareMatch({ source, operand }: Asked): Question | undefined {
  if (!isPattern(operand)) return undefined
  return (scope) => {
    const value = valueAt(scope, source)
    return typeof value === 'string' && operand.test(value)
  }
}

function prepareArea({ source, operand }: Asked): Question | undefined {
  if (!isArea(operand)) return undefined
  return (scope) => operand.contains(valueAt(scope, source))
}

function prepareWindow({ source, operand, nowOf }: Asked): Question | undefined {
  if (typeof operand !== 'number') return undefined

  const back = Math.max(operand, 0) * dayLength
  const ahead = Math.max(-operand, 0) * dayLength
  return (scope, options) => {
    const now = nowOf(options)
    const value = valueAt(scope, source)
    return typeof value === 'number' && value >= now - back && value <= now + ahead
  }
}
