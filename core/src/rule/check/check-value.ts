/** Checks what a leaf compares with, against its operator and the type of its field. */
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import { withArticle } from '../../primitives/text/with-article.ts'
import type { GeoPolygon } from '../../primitives/geo.ts'
import { isMoney } from '../../primitives/money/money.ts'
import { geoProblem } from '../../schema/index.ts'
import { areaFrom } from '../area/index.ts'
import type { Family, Operator } from '../operators.ts'
import { compilePattern } from '../pattern/index.ts'
import type { RuleScalar, RuleValue } from '../rule.ts'
import { checkPath } from './check-path.ts'
import type { Leaf, Path } from './condition.ts'
import { familyOf } from './fact-shape.ts'
import { paramOf } from './check-template.ts'
import { ruleLimits } from './rule-limits.ts'
import { isRecord, quote, type RuleWalk, refuse, refuseAll } from './rule-walk.ts'
import { form, type GivenValue, wanted } from './value-form.ts'

/** A checked value: what the back ends compare with, and the frozen data it was made from. */
export interface CheckedValue {
  readonly operand: Leaf['operand']
  readonly data: RuleValue
}

/** Reads the value of a leaf; null, with the problem noted, if it cannot be compared. */
export function checkValue(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { value, operator } = given
  if (isRecord(value) && Object.hasOwn(value, 'ref')) return checkRef(walk, at, given)
  if (isRecord(value) && Object.hasOwn(value, 'param')) return checkParam(walk, at, given)
  return readers[operator.takes](walk, at, given)
}

type Reader = (walk: RuleWalk, at: string, given: GivenValue) => CheckedValue | null

const readers: Readonly<Record<Operator['takes'], Reader>> = {
  literal: checkScalar,
  list: checkList,
  flag: checkFlag,
  days: checkDays,
  pattern: checkPattern,
  area: checkArea,
}

function checkScalar(walk: RuleWalk, at: string, given: GivenValue): CheckedScalar | null {
  const scalar = scalarOf(given.value)
  if (scalar === undefined || !fits(scalar, given)) return refuseForm(walk, at, given)

  const { values } = given.path.field
  if (values && typeof scalar === 'string' && !values.includes(scalar)) {
    const text = `compares ${given.path.text} with ${quote(scalar)}, which it cannot be`
    return refuse(walk, at, { code: 'value', text: `${text}. ${meantOrKnown(scalar, values)}` })
  }
  return literal(scalar)
}

interface CheckedScalar extends CheckedValue {
  readonly data: RuleScalar
}

function literal<Value extends RuleScalar | readonly RuleScalar[]>(
  value: Value,
): CheckedValue & { readonly data: Value } {
  return { operand: { value }, data: value }
}

function checkList(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { value: list } = given
  if (!Array.isArray(list)) return refuseForm(walk, at, given)
  if (list.length > ruleLimits.items) {
    const text = `lists ${list.length} values; at most ${ruleLimits.items} are allowed`
    return refuse(walk, at, { code: 'too-large', text })
  }
  walk.seen.items += list.length
  if (walk.seen.items > ruleLimits.allItems) {
    const text = `lists more than ${ruleLimits.allItems} values in all`
    return refuseAll(walk, at, { code: 'too-large', text })
  }

  const scalars: RuleScalar[] = []
  for (const [index, value] of list.entries()) {
    const item = checkScalar(walk, `${at}.${index}`, { ...given, value })
    if (!item) return null
    scalars.push(item.data)
  }
  return literal(Object.freeze(scalars))
}

// A flag that is not given asks for true.
function checkFlag(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { value = true } = given
  return typeof value === 'boolean' ? literal(value) : refuseForm(walk, at, given)
}

function checkDays(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { value } = given
  const isPossible = typeof value === 'number' && Math.abs(value) <= ruleLimits.days
  return isPossible ? literal(value) : refuseForm(walk, at, given)
}

function checkPattern(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { value } = given
  if (typeof value !== 'string') return refuseForm(walk, at, given)

  walk.seen.patterns += 1
  if (walk.seen.patterns > ruleLimits.patterns) {
    const text = `has more than ${ruleLimits.patterns} patterns`
    return refuseAll(walk, at, { code: 'too-large', text })
  }
  const compiled = compilePattern(value)
  if (compiled.ok) return { operand: { value: compiled.value }, data: value }

  const { position, reason } = compiled.error
  const text = `has the pattern ${quote(value)}, refused at position ${position}: ${reason}`
  return refuse(walk, at, { code: 'pattern', text, params: { position, reason } })
}

function checkArea(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { value } = given
  const problem = geoProblem('geo.polygon', value)
  if (problem || !isPolygon(value)) {
    const where = problem?.at ? ` at ${problem.at}` : ''
    const text = `has an area that is refused${where}: it ${problem?.reason ?? 'is none'}`
    return refuse(walk, at, { code: 'area', text })
  }
  walk.seen.positions += value.coordinates.reduce((sum, ring) => sum + ring.length, 0)
  if (walk.seen.positions > ruleLimits.positions) {
    const text = `has areas of more than ${ruleLimits.positions} positions in all`
    return refuseAll(walk, at, { code: 'too-large', text })
  }
  const area = areaFrom(value)
  return { operand: { value: area }, data: area.polygon }
}

// Whatever has this type and no problem is a polygon.
function isPolygon(value: unknown): value is GeoPolygon {
  return isRecord(value) && value['type'] === 'Polygon'
}

function checkRef(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const { path, operator, value } = given
  const isRef = isRecord(value) && Object.keys(value).length === 1
  if (!operator.takesRef || !isRef) return refuseForm(walk, at, given)

  const other = checkPath(walk, `${at}.ref`, value['ref'])
  if (!other) return null
  if (other.isMany) {
    const text = `takes ${other.text} as a value, which may be several`
    return refuse(walk, at, { code: 'value', text })
  }
  if (
    operator.takes === 'list' ? isListLike(other) : isAlike(wanted(given), familyOf(other.field))
  ) {
    return { operand: { path: other }, data: Object.freeze({ ref: other.text }) }
  }
  const text = `compares ${path.text} with ${other.text}, ${withArticle(other.field.type)}; ${operator.op} takes ${form(given)}`
  return refuse(walk, at, { code: 'value', text })
}

// What stands for a value is the value; where none is given yet, its type alone is looked at.
function checkParam(walk: RuleWalk, at: string, given: GivenValue): CheckedValue | null {
  const found = paramOf(walk, at, given.value)
  if (!found) return null

  const { name, field, scope } = found
  if (scope.values.has(name)) {
    return checkValue(walk, at, { ...given, value: scope.values.get(name) })
  }
  const family = familyOf(field)
  const { takes } = given.operator
  const data = Object.freeze({ param: name })
  if (takes === 'list' ? isAlike('list', family) : isAlike(wanted(given), family)) {
    return { operand: { value: null }, data }
  }
  const text = `compares ${given.path.text} with the parameter "${name}", ${withArticle(field.type)}; ${given.operator.op} takes ${form(given)}`
  return refuse(walk, at, { code: 'value', text })
}

function isListLike({ field }: Path): boolean {
  return isAlike('list', familyOf(field))
}

/** The literal, copied and frozen, so that nobody can change it; undefined when it is none. */
function scalarOf(value: unknown): RuleScalar | undefined {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string') return isText(value) ? value : undefined
  if (!isRecord(value) || Object.keys(value).length !== 2) return undefined

  const copy: unknown = { amount: value['amount'], currency: value['currency'] }
  return isMoney(copy) ? Object.freeze(copy) : undefined
}

// The database stores no NUL and no half of a surrogate pair, so nothing could equal them.
function isText(value: string): boolean {
  return value.length <= ruleLimits.text && !/[\0\p{Surrogate}]/u.test(value)
}

function fits(scalar: RuleScalar, given: GivenValue): boolean {
  if (scalar === null) return given.operator.takesNull

  const family = familyOfScalar(scalar)
  const { asks } = given.operator
  return (asks.includes('list') || asks.includes(family)) && isAlike(wanted(given), family)
}

function familyOfScalar(scalar: string | number | boolean | object): Family {
  if (typeof scalar === 'string') return 'text'
  if (typeof scalar === 'number') return 'number'
  return typeof scalar === 'boolean' ? 'boolean' : 'money'
}

function isAlike(one: Family, other: Family | null): boolean {
  if (one === 'any' || other === 'any' || one === other) return true
  return numeric.has(one) && other !== null && numeric.has(other)
}

const numeric: ReadonlySet<Family> = new Set(['number', 'date'])

function refuseForm(walk: RuleWalk, at: string, given: GivenValue): null {
  const { path, operator, value } = given
  const asked =
    value === undefined
      ? `asks ${operator.op} of ${path.text} without a value`
      : `asks whether ${path.text} ${operator.words[0]} ${quote(value)}`
  const text = `${asked}; ${operator.op} takes ${form(given)}`
  return refuse(walk, at, { code: 'value', text })
}
