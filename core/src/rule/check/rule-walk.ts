/** What the check of one rule carries with it: what it may read, and what it has found so far. */
import { type ValidationFailure, validationFailure } from '../../errors/index.ts'
import type { FieldSchema, SchemaValidator } from '../../schema/index.ts'
import type { FactShape } from './fact-shape.ts'
import { ruleLimits } from './rule-limits.ts'

/** What a rule is checked against. */
export interface CheckOptions {
  /** The name that the rule has itself, and so cannot stand for. Default: none. */
  readonly id?: string
  /** The facts that it may read. Default: any. */
  readonly shape?: FactShape
  /** Finds the expression of a rule by its name. Default: there is none. */
  readonly resolve?: (rule: string) => unknown
  /** The names that `resolve` knows, for "did you mean". Default: none. */
  readonly ruleNames?: Iterable<string>
  /** Finds a template by its name. Default: there is none. */
  readonly template?: (name: string) => TemplateData | undefined
  /** The names that `template` knows, for "did you mean". Default: none. */
  readonly templateNames?: Iterable<string>
  /** The parameters of the template that is checked, and has no values for them yet. Default: it is a rule. */
  readonly params?: readonly FieldSchema[]
  /** It selects records in a database, where computed fields do not exist. Default false. */
  readonly isFilter?: boolean
  /** Whether a path may be read by whoever brings the rule. Default: any may. */
  readonly canRead?: (path: string) => boolean
}

/** A template, as a check needs it. */
export interface TemplateData {
  readonly params: readonly FieldSchema[]
  readonly expr: unknown
  /** Checks what is given for its parameters, but for those that are not known as values yet. */
  validatorOf(apart: ReadonlySet<string>): SchemaValidator
}

/** The parameters of the template that the check is inside of. */
export interface ParamScope {
  readonly fields: readonly FieldSchema[]
  /** What is given for them; nothing is while the template itself is checked. */
  readonly values: ReadonlyMap<string, unknown>
  /** The names of those that are used. */
  readonly used: Set<string>
}

/** The state of a check. */
export interface RuleWalk {
  readonly options: CheckOptions
  readonly shape: FactShape
  readonly problems: ValidationFailure[]
  /** The named rules and templates that it is inside of, the outermost first. */
  readonly inside: readonly string[]
  readonly params: ParamScope | null
  /** How much it has seen; and whether that was too much, so that it looks no further. */
  readonly seen: {
    parts: number
    items: number
    patterns: number
    positions: number
    tooMuch: boolean
  }
}

/** A place in the rule, `or.0.value`, and how deep it lies. */
export interface Place {
  readonly at: string
  readonly depth: number
}

/** What is wrong at a place. `text` completes the sentence "the rule …". */
export interface Problem {
  readonly code: string
  readonly text: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Notes a problem, and stands for the part that could not be read. */
export function refuse(walk: RuleWalk, at: string, { code, text, params = {} }: Problem): null {
  const where = at.includes('.') ? ` (at ${at})` : ''
  walk.problems.push(validationFailure(at, code, params, () => text + where))
  if (walk.problems.length >= ruleLimits.problems) walk.seen.tooMuch = true
  return null
}

/** Notes that there is too much of something, and ends the check. */
export function refuseAll(walk: RuleWalk, at: string, problem: Problem): null {
  walk.seen.tooMuch = true
  return refuse(walk, at, problem)
}

/** Notes that a rule or template stands for itself, and ends the check: there is no end to what it stands for. */
export function refuseCircle(walk: RuleWalk, at: string, name: string): null {
  const circle = walk.inside.slice(walk.inside.indexOf(name))
  const text = `stands for itself: ${[...circle, name].join(' → ')}`
  return refuseAll(walk, at, { code: 'cycle', text, params: { circle } })
}

/** Goes one step into the rule. */
export function inner({ at, depth }: Place, ...steps: readonly (string | number)[]): Place {
  let inside = at
  for (const step of steps)
    inside = inside === '' || step === '' ? `${inside}${step}` : `${inside}.${step}`
  return { at: inside, depth: depth + 1 }
}

/** Tells whether a value is a record: neither null, nor a list, nor a scalar. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Writes a value from outside into a sentence, cut short. Nothing of the value is called. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value))
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `${value}`
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function cut(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
}

const longestQuote = 60
