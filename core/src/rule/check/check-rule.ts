/** Checks rules that may come from anybody: all problems at once, and what is in order copied and frozen. */
import { CoreError, type ValidationFailure, validationFailure } from '../../errors/index.ts'
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import { Err, Ok, type Result } from '../../primitives/result.ts'
import { isReadable } from '../../schema/index.ts'
import type { RuleExpr } from '../rule.ts'
import { checkLeaf } from './check-leaf.ts'
import { instanceExpr, instanceOf, refuseUnused, scopeOf } from './check-template.ts'
import type { Condition } from './condition.ts'
import { anyFacts } from './fact-shape.ts'
import { ruleLimits } from './rule-limits.ts'
import {
  type CheckOptions,
  inner,
  isRecord,
  type Place,
  quote,
  type RuleWalk,
  refuse,
  refuseAll,
  refuseCircle,
} from './rule-walk.ts'

/**
 * Checks a rule and returns it as frozen data of its own.
 *
 * @throws CoreError `rule.invalid`, with every problem in its facts, 50 at most.
 */
export function checkRule(data: unknown, options: CheckOptions = {}): RuleExpr {
  return conditionOf(data, options).expr
}

/** Checks a rule and returns it taken apart. @throws CoreError `rule.invalid` */
export function conditionOf(data: unknown, options: CheckOptions = {}): Condition {
  const checked = inspectRule(data, options)
  if (checked.ok) return checked.value
  throw ruleInvalid('the rule', checked.error)
}

/** Checks a rule and reports what is wrong with it: each with its position, and what is allowed. */
export function inspectRule(
  data: unknown,
  options: CheckOptions = {},
): Result<Condition, readonly ValidationFailure[]> {
  try {
    return inspectReadable(data, options)
  } catch (error) {
    // A getter or a proxy is refused; anything else that throws is a broken program.
    if (isReadable(data)) throw error
    return Err([validationFailure('', 'unreadable', {}, () => unreadable)])
  }
}

const unreadable = 'cannot be read: one of its parts throws an error'

function inspectReadable(
  data: unknown,
  options: CheckOptions,
): Result<Condition, readonly ValidationFailure[]> {
  const walk: RuleWalk = {
    options,
    shape: options.shape ?? anyFacts,
    problems: [],
    inside: options.id === undefined ? [] : [options.id],
    params: options.params ? scopeOf(options.params) : null,
    seen: { parts: 0, items: 0, patterns: 0, positions: 0, tooMuch: false },
  }
  const condition = checkPart(walk, { at: '', depth: 0 }, data)
  if (condition && walk.params) refuseUnused(walk, walk.params)
  return condition && walk.problems.length === 0 ? Ok(condition) : Err(walk.problems)
}

/** The most problems that one error tells of: each rule of many may have some. */
const mostTold = 100

/** Makes the error that tells of a rule's problems. `subject` begins the sentence: `rule "sales.x"`. */
export function ruleInvalid(subject: string, problems: readonly ValidationFailure[]): CoreError {
  const [first, ...others] = problems
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return new CoreError('rule.invalid', `${subject} ${first?.message ?? 'is not valid'}${more}`, {
    problems: problems
      .slice(0, mostTold)
      .map(({ path, code, message }) => ({ path, code, message })),
  })
}

function checkPart(walk: RuleWalk, place: Place, data: unknown): Condition | null {
  if (walk.seen.tooMuch) return null

  walk.seen.parts += 1
  if (walk.seen.parts > ruleLimits.parts) {
    const text = `has more than ${ruleLimits.parts} parts`
    return refuseAll(walk, place.at, { code: 'too-large', text })
  }
  if (place.depth > ruleLimits.depth) {
    const text = `is nested more than ${ruleLimits.depth} levels deep`
    return refuseAll(walk, place.at, { code: 'too-deep', text })
  }
  if (!isRecord(data)) {
    const text = `has ${quote(data)} where a condition belongs: ${forms}`
    return refuse(walk, place.at, { code: 'form', text })
  }
  return checkForm(walk, place, data)
}

const forms = '{ field, op, value }, { and }, { or }, { not }, { ref } or { template, params }'

/** A declared rule stands for its name: what counts is what is registered under it. */
function byName(walk: RuleWalk, place: Place, data: Data): Condition | null {
  const { kind } = data
  if (kind !== 'rule') {
    const text = `has ${quote(kind)} where a condition of a kind needs "rule"`
    return refuse(walk, inner(place, 'kind').at, { code: 'form', text })
  }
  return checkNamed(walk, place, { ref: data['id'] })
}

type Data = Readonly<Record<string, unknown>>
type Form = (walk: RuleWalk, place: Place, data: Data) => Condition | null

const formByKey: ReadonlyMap<string, Form> = new Map([
  ['field', checkLeaf],
  ['and', (walk, place, data) => checkGroup(walk, place, { kind: 'and', parts: data['and'] })],
  ['or', (walk, place, data) => checkGroup(walk, place, { kind: 'or', parts: data['or'] })],
  ['not', checkNot],
  ['ref', checkNamed],
  ['kind', byName],
  ['template', checkInstance],
])

const keysBeside: Readonly<Record<string, readonly string[]>> = {
  field: ['field', 'op', 'value'],
  template: ['template', 'params'],
  kind: ['kind', 'id', 'entity', 'expr'],
}

/** No condition has more than three: of many, not even the names are worth looking at more than once. */
const mostKeys = 32

function checkForm(walk: RuleWalk, place: Place, data: Data): Condition | null {
  const keys = Object.keys(data)
  if (keys.length > mostKeys) {
    const text = `has a part of ${keys.length} keys that is no condition; allowed are ${forms}`
    return refuseAll(walk, place.at, { code: 'too-large', text })
  }
  const key = keys.find((candidate) => formByKey.has(candidate)) ?? ''
  const check = formByKey.get(key)
  const allowed = keysBeside[key] ?? [key]
  const stray = keys.find((candidate) => !allowed.includes(candidate))
  if (check && stray === undefined) return check(walk, place, data)

  const known = check ? allowed : ['field', 'op', 'value', ...formByKey.keys()]
  const hint = stray === undefined ? '' : `. ${meantOrKnown(stray, known)}`
  const text = check
    ? `has ${quote(stray)} beside "${key}"${hint}`
    : `has a part that is no condition; allowed are ${forms}${hint}`
  return refuse(walk, place.at, { code: 'form', text })
}

interface GivenGroup {
  readonly kind: 'and' | 'or'
  readonly parts: unknown
}

function checkGroup(walk: RuleWalk, place: Place, given: GivenGroup): Condition | null {
  const { kind, parts: list } = given
  if (!Array.isArray(list)) {
    const text = `has ${quote(list)} where "${kind}" needs a list of conditions`
    return refuse(walk, inner(place, kind).at, { code: 'form', text })
  }

  const parts: Condition[] = []
  for (const [index, data] of list.entries()) {
    const part = checkPart(walk, inner(place, kind, index), data)
    if (part) parts.push(part)
    if (walk.seen.tooMuch) return null
  }
  const exprs = Object.freeze(parts.map(({ expr }) => expr))
  return { kind, parts, expr: Object.freeze(kind === 'and' ? { and: exprs } : { or: exprs }) }
}

function checkNot(walk: RuleWalk, place: Place, data: Data): Condition | null {
  const part = checkPart(walk, inner(place, 'not'), data['not'])
  return part && { kind: 'not', part, expr: Object.freeze({ not: part.expr }) }
}

function checkNamed(walk: RuleWalk, place: Place, data: Data): Condition | null {
  const { ref: rule } = data
  const { at } = inner(place, 'ref')
  const { resolve, ruleNames = [] } = walk.options
  if (typeof rule !== 'string') {
    return refuse(walk, at, {
      code: 'form',
      text: `names ${quote(rule)} where the name of a rule belongs`,
    })
  }
  if (walk.inside.includes(rule)) return refuseCircle(walk, at, rule)

  const found = resolve?.(rule)
  if (found === undefined) {
    const text = `names the rule ${quote(rule)}, which is not registered. ${meantOrKnown(rule, ruleNames)}`
    return refuse(walk, at, { code: 'unknown-rule', text })
  }

  const inside = { ...walk, inside: [...walk.inside, rule], params: null }
  const body = checkPart(inside, inner(place, rule), found)
  return body && { kind: 'rule', rule, body, expr: Object.freeze({ ref: rule }) }
}

function checkInstance(walk: RuleWalk, place: Place, data: Data): Condition | null {
  const instance = instanceOf(walk, place, data)
  if (!instance) return null

  const { template, scope } = instance
  const inside = { ...walk, inside: [...walk.inside, template], params: scope }
  const body = checkPart(inside, inner(place, template), instance.body)
  return (
    body && { kind: 'rule', rule: template, body, expr: instanceExpr(instance, data['params']) }
  )
}
