/** One way in which a value breaks its schema: where, which check, and a sentence made when asked for. */

/** A failed check. `path` is dotted (`lines.0.quantity`), and empty for the value as a whole. */
export interface ValidationFailure {
  readonly path: string
  /** Stable and short: `required`, `type`, `max`, `unknown-field`, … */
  readonly code: string
  /** What the check compared: `{ max: 10, actual: 12 }`. Sensitive values are left out. */
  readonly params: Readonly<Record<string, unknown>>
  /** Names the field, the value and what is allowed. Not an own property: spreading leaves it behind. */
  readonly message: string
}

/** Writes the sentence of a failure from its path and params. */
export type FailureSentence = (path: string, params: Readonly<Record<string, unknown>>) => string

/** Creates a failure whose sentence is written only when it is read: most are counted, not shown. */
export function validationFailure(
  path: string,
  code: string,
  params: Readonly<Record<string, unknown>>,
  sentence: FailureSentence,
): ValidationFailure {
  return new LazyFailure(path, code, params, sentence)
}

// A class, because a getter in an object literal costs thirty times as much to create.
class LazyFailure implements ValidationFailure {
  readonly path: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly #sentence: FailureSentence

  constructor(
    path: string,
    code: string,
    params: Readonly<Record<string, unknown>>,
    sentence: FailureSentence,
  ) {
    this.path = path
    this.code = code
    this.params = params
    this.#sentence = sentence
  }

  get message(): string {
    return this.#sentence(this.path, this.params)
  }

  toJSON(): ValidationFailure {
    const { path, code, params, message } = this
    return { path, code, params, message }
  }
}
