/** Remembers rules that were asked without being registered, so that asking again compiles nothing. */
import { isRecord } from '../check/rule-walk.ts'
import { isDefinition } from '../compile-evaluation.ts'
import type { CompiledRule } from '../compile-rule.ts'
import type { RuleDefinition, RuleExpr } from '../rule.ts'

/** Rules that are remembered; then the one that came first gives way. */
const mostRules = 256
/** Longer rules are compiled each time: what is remembered has to stay small. */
const mostCharacters = 2_000

/** Compiled rules by what is written in them: the data may change, or be another object the next time. */
export class AskedRules {
  readonly #known = new Map<string, CompiledRule>()

  /** Finds what was compiled from the same data, or keeps what is made. */
  find(rule: RuleExpr | RuleDefinition, make: () => CompiledRule): CompiledRule {
    const text = textOf(rule)
    if (text === null) return make()

    const known = this.#known.get(text)
    if (known) return known
    const made = make()
    // A getter may have shown the compiler something else than it has shown here.
    if (textOf(rule, made.expr) === text) this.#keep(text, made)
    return made
  }

  /** Forgets all: names may stand for something else now. */
  clear(): void {
    this.#known.clear()
  }

  #keep(text: string, rule: CompiledRule): void {
    const [oldest] = this.#known.size === mostRules ? this.#known.keys() : []
    if (oldest !== undefined) this.#known.delete(oldest)
    this.#known.set(text, rule)
  }
}

/** Writes a rule so that no two read the same. Null for what is no plain data, or too much of it. */
function textOf(rule: RuleExpr | RuleDefinition, expr?: RuleExpr): string | null {
  const page = { text: '' }
  try {
    const isNamed = isDefinition(rule)
    const isWritten =
      (!isNamed || write(page, rule.id)) && write(page, expr ?? (isNamed ? rule.expr : rule))
    return isWritten ? page.text : null
  } catch {
    // What throws when it is read is refused by the check.
    return null
  }
}

interface Page {
  text: string
}

function write(page: Page, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return writeParts(page, value)
  if (typeof value === 'string' && value.length <= mostCharacters) {
    page.text += JSON.stringify(value)
  } else if (isScalar(value)) page.text += Object.is(value, -0) ? '-0' : String(value)
  else return false
  return page.text.length <= mostCharacters
}

// The lengths in front make the text longer at each step inwards, so a circle comes to an end.
function writeParts(page: Page, value: object): boolean {
  if (page.text.length > mostCharacters) return false
  if (Array.isArray(value)) {
    if (value.length > mostCharacters) return false
    page.text += `[${value.length}`
    return value.every((part) => {
      page.text += ','
      return write(page, part)
    })
  }
  if (!isRecord(value) || !isPlain(value)) return false
  const keys = Object.keys(value)
  page.text += `{${keys.length}`
  return keys.every((key) => write(page, key) && write(page, value[key]))
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || value === null
}
