/** Checks the use of a template: that there is one, and that each of its parameters has a fitting value. */
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import type { FieldSchema } from '../../schema/index.ts'
import type { TemplateRule } from '../rule.ts'
import { familyOf } from './fact-shape.ts'
import { ruleLimits } from './rule-limits.ts'
import {
  inner,
  isRecord,
  type ParamScope,
  type Place,
  quote,
  type RuleWalk,
  refuse,
  refuseCircle,
  type TemplateData,
} from './rule-walk.ts'

/** A template with values for its parameters. */
export interface Instance {
  readonly template: string
  /** The template's condition, with its parameters still in it. */
  readonly body: unknown
  readonly scope: ParamScope
}

/** Opens a scope for parameters; those without a value are known by their type alone. */
export function scopeOf(
  fields: readonly FieldSchema[],
  values: ReadonlyMap<string, unknown> = new Map(),
): ParamScope {
  return { fields, values, used: new Set() }
}

/** Reads `{ template, params }`; null, with every problem noted, if it is not in order. */
export function instanceOf(
  walk: RuleWalk,
  place: Place,
  { template, params }: Readonly<Record<string, unknown>>,
): Instance | null {
  const { at } = inner(place, 'template')
  const found = templateOf(walk, at, template)
  if (!found || typeof template !== 'string') return null

  const values = valuesOf(walk, inner(place, 'params').at, { template, found, params })
  if (!values) return null
  const scope = scopeOf(found.params, values)
  return { template, body: found.expr, scope }
}

/** Writes the use of a template as frozen data. What its leaves accepted is small and plain. */
export function instanceExpr({ template, scope }: Instance, given: unknown): TemplateRule {
  const keys = isRecord(given) ? Object.entries(given) : []
  const params = keys.map(([key, value]): [string, unknown] => [
    key,
    frozenCopy(scope.values.has(key) ? scope.values.get(key) : value),
  ])
  return Object.freeze({ template, params: Object.freeze(Object.fromEntries(params)) })
}

function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy))
  if (!isRecord(value)) return value
  const parts = Object.entries(value).map(([key, part]): [string, unknown] => [
    key,
    frozenCopy(part),
  ])
  return Object.freeze(Object.fromEntries(parts))
}

/** Finds the parameter that `{ param }` names; null, with the problem noted, if there is none. */
export function paramOf(walk: RuleWalk, at: string, value: unknown): FoundParam | null {
  const name = isRecord(value) && Object.keys(value).length === 1 ? value['param'] : undefined
  const { params: scope } = walk
  if (typeof name !== 'string') {
    const text = `has ${quote(name)} where the name of a parameter belongs`
    return refuse(walk, at, { code: 'form', text })
  }
  if (!scope) {
    const text = `takes the parameter ${quote(name)}, and only a template has parameters`
    return refuse(walk, at, { code: 'unknown-param', text })
  }
  const field = scope.fields.find(({ key }) => key === name)
  if (field) {
    scope.used.add(name)
    return { name, field, scope }
  }
  const hint = meantOrKnown(
    name,
    scope.fields.map(({ key }) => key),
    'It has',
  )
  const text = `takes the parameter ${quote(name)}, which the template does not declare. ${hint}`
  return refuse(walk, at, { code: 'unknown-param', text })
}

/** A parameter, and where its value is. */
export interface FoundParam {
  readonly name: string
  readonly field: FieldSchema
  readonly scope: ParamScope
}

/** Notes the parameters that a template declares and does not use. */
export function refuseUnused(walk: RuleWalk, { fields, used }: ParamScope): void {
  for (const { key } of fields.filter((field) => !used.has(field.key))) {
    const text = `declares the parameter "${key}" and does not use it`
    refuse(walk, '', { code: 'unused-param', text })
  }
}

function templateOf(walk: RuleWalk, at: string, name: unknown): TemplateData | null {
  const { template, templateNames = [] } = walk.options
  if (typeof name !== 'string') {
    const text = `names ${quote(name)} where the name of a template belongs`
    return refuse(walk, at, { code: 'form', text })
  }
  if (walk.inside.includes(name)) return refuseCircle(walk, at, name)

  const found = template?.(name)
  if (found) return found

  const hint = meantOrKnown(name, templateNames)
  const text = `names the template ${quote(name)}, which is not registered. ${hint}`
  return refuse(walk, at, { code: 'unknown-template', text })
}

interface Given {
  readonly template: string
  readonly found: TemplateData
  readonly params: unknown
}

// A path is held against the leaf that reads it, as any path is; a literal against its parameter first.
function valuesOf(walk: RuleWalk, at: string, given: Given): ReadonlyMap<string, unknown> | null {
  const { template, found } = given
  if (!isRecord(given.params)) {
    const text = `gives template "${template}" ${quote(given.params)} where its params belong`
    return refuse(walk, at, { code: 'form', text })
  }
  const keys = Object.keys(given.params).length
  if (keys > ruleLimits.params) {
    const text = `gives template "${template}" ${keys} params; at most ${ruleLimits.params} are allowed`
    return refuse(walk, at, { code: 'too-large', text })
  }
  const handedOn = resolved(walk, at, { ...given, params: given.params })
  if (!handedOn) return null

  const { literals, refs, open } = handedOn
  const apart = new Set([...refs.keys(), ...open])
  const validator = found.validatorOf(apart)
  const schema = { name: template, fields: found.params }
  const failures = validator.check(literals, { entity: literals, schema, ...asGiven })
  for (const { path, code, params, message } of failures ?? []) {
    const text = `gives template "${template}" other params than it takes: ${message}`
    refuse(walk, `${at}.${path}`, { code, text, params })
  }
  if (failures) return null
  return new Map([...Object.entries(validator.complete(literals)), ...refs])
}

const asGiven = { isCreate: true, isUpdate: false, actorId: null, orgId: null, now: 0 }

interface Resolved {
  readonly literals: Readonly<Record<string, unknown>>
  readonly refs: ReadonlyMap<string, unknown>
  /** Those that a parameter stands for which has no value yet. */
  readonly open: readonly string[]
}

function resolved(
  walk: RuleWalk,
  at: string,
  { template, found, params }: Given & { readonly params: Readonly<Record<string, unknown>> },
): Resolved | null {
  const literals: [string, unknown][] = []
  const refs = new Map<string, unknown>()
  const open: string[] = []
  for (const [key, given] of Object.entries(params)) {
    const param = isReferring(given, 'param') ? paramOf(walk, `${at}.${key}`, given) : undefined
    if (param === null) return null

    const value = param ? param.scope.values.get(param.name) : given
    if (param && !isFitting(param, found, key)) {
      const text = `hands the parameter "${param.name}", a ${param.field.type}, to template "${template}" as "${key}", which it does not fit`
      return refuse(walk, `${at}.${key}`, { code: 'value', text })
    }
    if (param && !param.scope.values.has(param.name)) open.push(key)
    else if (isReferring(value, 'ref')) refs.set(key, value)
    else literals.push([key, value])
  }
  return { literals: Object.fromEntries(literals), refs, open }
}

function isFitting({ field }: FoundParam, { params }: TemplateData, key: string): boolean {
  const wanted = params.find((param) => param.key === key)
  const [one, other] = [familyOf(field), wanted ? familyOf(wanted) : null]
  return one === 'any' || other === 'any' || one === other
}

function isReferring(value: unknown, key: 'param' | 'ref'): boolean {
  return isRecord(value) && Object.hasOwn(value, key)
}
