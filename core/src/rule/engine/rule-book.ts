/** Keeps rules and templates under their names: each was checked when it came, and stays while others stand on it. */
import { CoreError, type ValidationFailure, validationFailure } from '../../errors/index.ts'
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import { Err, type Result } from '../../primitives/result.ts'
import { checkFields, type FieldSchema, isReadable } from '../../schema/index.ts'
import { inspectRule, ruleInvalid } from '../check/check-rule.ts'
import { type Condition, namesIn } from '../check/condition.ts'
import type { FactShape } from '../check/fact-shape.ts'
import type { CheckOptions } from '../check/rule-walk.ts'
import type { RuleExpr } from '../rule.ts'
import { templateData } from './template-data.ts'

/** A rule or a template that is to be registered, and the facts that it may read. */
export interface Registration {
  readonly id: string
  readonly expr: unknown
  /** The parameters that make it a template. Default: it is a rule. */
  readonly params?: readonly FieldSchema[]
  /** Default: the engine's. */
  readonly shape?: FactShape
  /** Writes the rule as code: for rules that stand in a module's code alone. Default false; see `CompileOptions`. */
  readonly generate?: boolean
}

/** What is kept under a name. */
export interface Entry extends Registration {
  readonly expr: RuleExpr
  /** The data as it came. */
  readonly given: unknown
  /** The rules and templates that it stands on. */
  readonly standsOn: ReadonlySet<string>
}

/** How the names are found, for whoever checks a rule. */
export type Names = Required<
  Pick<CheckOptions, 'resolve' | 'ruleNames' | 'template' | 'templateNames'>
>

/** The names of one engine. */
export class RuleBook {
  readonly #options: CheckOptions
  readonly #entries = new Map<string, Entry>()
  #names: Names | null = null

  constructor(options: CheckOptions) {
    this.#options = options
  }

  /** Finds the names that are there now. */
  get names(): Names {
    this.#names ??= namesOf(this.#entries)
    return this.#names
  }

  /** Adds all or none. @throws CoreError `rule.invalid`, with the problems of all in its facts */
  add(given: readonly Registration[]): readonly Entry[] {
    const all = new Map<string, Registration>([...this.#entries, ...readable(given)])
    const names = namesOf(all)
    const checked = given.map((one) => ({ one, result: this.#inspect(one, names) }))
    const refused = checked.flatMap(({ one, result }) => (result.ok ? [] : [{ one, ...result }]))
    const [first] = refused
    if (first) {
      const problems = refused.flatMap(({ error }) => error)
      throw ruleInvalid(subjectOf(first.one), problems)
    }
    const entries = checked.flatMap(({ one, result }) =>
      result.ok ? [entryOf(one, result.value)] : [],
    )
    for (const entry of entries) this.#entries.set(entry.id, entry)
    this.#names = null
    return entries
  }

  /** Finds a rule. @throws CoreError `rule.unknown` */
  rule(id: string): Entry {
    const entry = this.#entries.get(id)
    if (entry && !entry.params) return entry

    const message = `no rule is registered as "${id}". ${meantOrKnown(id, this.names.ruleNames)}`
    throw new CoreError('rule.unknown', message, { rule: id })
  }

  /** Takes a name out, and returns it. @throws CoreError `rule.unknown`, or `rule.invalid` when others stand on it */
  remove(id: string): Entry {
    const entry = this.#entries.get(id) ?? this.rule(id)

    const standing = [...this.#entries.values()].filter(({ standsOn }) => standsOn.has(id))
    if (standing.length > 0) {
      const names = standing.map((one) => `"${one.id}"`).join(', ')
      const message = `"${id}" cannot be unregistered: ${names} stands on it`
      throw new CoreError('rule.invalid', message, { rule: id, standing: standing.map(idOf) })
    }
    this.#entries.delete(id)
    this.#names = null
    return entry
  }

  #inspect(given: Registration, names: Names): Result<Condition, readonly ValidationFailure[]> {
    if (this.#entries.has(given.id)) return Err([problem('duplicate', 'is registered already')])
    return inspectRegistration(given, { ...this.#options, ...names })
  }
}

/** Checks a rule or a template under its own name, and reports what is wrong with it. */
export function inspectRegistration(
  { id, expr, params, shape }: Registration,
  options: CheckOptions,
): Result<Condition, readonly ValidationFailure[]> {
  const wrong = params ? checkFields(params, 'message') : []
  if (wrong.length > 0) return Err(wrong.map((text) => problem('params', `has params: ${text}`)))

  const own = { ...(params ? { params } : {}), ...(shape ? { shape } : {}) }
  return inspectRule(expr, { ...options, ...own, id })
}

/** Finds rules and templates among those that are given, for whoever checks one. */
export function ruleNames(given: readonly Registration[]): Names {
  return namesOf(new Map(readable(given)))
}

// What throws when it is read is refused on its own account, and nothing can stand on it.
function readable(given: readonly Registration[]): readonly [string, Registration][] {
  return given.filter(({ expr }) => isReadable(expr)).map((one) => [one.id, one])
}

function idOf({ id }: Entry): string {
  return id
}

function namesOf(entries: ReadonlyMap<string, Registration>): Names {
  const rules = [...entries.values()].filter(({ params }) => !params)
  const templates = [...entries.values()].filter(({ params }) => params)
  return {
    resolve: (id) => (entries.get(id)?.params ? undefined : entries.get(id)?.expr),
    ruleNames: rules.map(({ id }) => id),
    template: (id) => {
      const { params, expr } = entries.get(id) ?? {}
      return params && templateData(params, expr)
    },
    templateNames: templates.map(({ id }) => id),
  }
}

function subjectOf({ id, params }: Registration): string {
  return `${params ? 'template' : 'rule'} ${JSON.stringify(id)}`
}

function entryOf(given: Registration, condition: Condition): Entry {
  return Object.freeze({
    ...given,
    expr: condition.expr,
    given: given.expr,
    standsOn: namesIn(condition),
  })
}

function problem(code: string, text: string): ValidationFailure {
  return validationFailure('', code, {}, () => text)
}
