/** A value that must not be read by accident: printed, logged or turned into JSON it stays hidden. */
import { inspect } from 'node:util'

/** Holds a text that only `reveal` gives away. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** Gives the text. Call it where the text is used, and keep it nowhere else. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return '[hidden]'
  }

  toJSON(): string {
    return this.toString()
  }

  [inspect.custom](): string {
    return this.toString()
  }
}
