/** The text of a function that is being written, and what is handed to it beside its text. */
import type { Evaluate, NowOf } from './evaluate.ts'

/** Collects the statements of a function `(facts, options) => boolean`, with one variable `v` to work in. */
export class CodePage {
  readonly #handed: unknown[] = []
  readonly #names = new Map<unknown, string>()
  readonly #variables = new Map<string, string>()
  readonly #lines: string[] = []
  /** Tells what now is; asked once in an evaluation, and only where it matters. */
  readonly nowOf: NowOf
  /** The code that reads now, the first time that it is read. Later `now` will do. */
  readonly now: string

  constructor(nowOf: NowOf) {
    this.nowOf = nowOf
    this.now = `(now ??= options?.now ?? ${this.hand(nowOf)}(options))`
  }

  /** Hands a value to the function, and tells the name under which it has it. */
  hand(value: unknown): string {
    const known = this.#names.get(value)
    if (known !== undefined) return known

    const name = `c${this.#handed.push(value) - 1}`
    this.#names.set(value, name)
    return name
  }

  /** Writes a literal. Only texts, finite numbers and truth values come here. */
  literal(value: string | number | boolean): string {
    if (typeof value !== 'string') return String(value)
    return JSON.stringify(value).replace(/[\u2028\u2029]/g, escapeLineEnd)
  }

  /** Writes a statement. */
  write(line: string): void {
    this.#lines.push(line)
  }

  /** Declares a variable for what stands at a path, and tells its name. */
  declare(path: string, code: string): string {
    const name = `r${this.#variables.size}`
    this.#variables.set(path, name)
    this.write(`const ${name} = ${code}`)
    return name
  }

  /** Tells the name of the variable for a path. */
  variable(path: string): string {
    return this.#variables.get(path) ?? 'facts'
  }

  /** Makes the function that returns the answer; null where the host forbids it. */
  finish(answer: string): Evaluate | null {
    const names = this.#handed.map((_, index) => `const c${index} = c[${index}]`)
    const body = ['let v, now', ...this.#lines, `return ${answer}`].join('\n')
    const text = `'use strict'\n${names.join('\n')}\nreturn (facts, options) => {\n${body}\n}`
    const evaluate = functionOf(text)?.(this.#handed)
    return isEvaluate(evaluate) ? evaluate : null
  }
}

function escapeLineEnd(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`
}

type Factory = (handed: readonly unknown[]) => unknown

function functionOf(text: string): Factory | null {
  try {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the text holds nothing that came from outside but literals
    const factory: unknown = new Function('c', text)
    return isFactory(factory) ? factory : null
  } catch (error) {
    if (error instanceof EvalError) return null
    throw error
  }
}

function isFactory(value: unknown): value is Factory {
  return typeof value === 'function'
}

function isEvaluate(value: unknown): value is Evaluate {
  return typeof value === 'function'
}
