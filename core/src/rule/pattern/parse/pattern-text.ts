/** The text of a pattern while it is being read: one place in it, and what stands there. */
import { PatternRefusedError } from './pattern-refusal.ts'

/** Reads a pattern from left to right, a character (code point) at a time. */
export class PatternText {
  readonly #characters: readonly string[]
  #position = 0

  constructor(source: string) {
    this.#characters = [...source]
  }

  get position(): number {
    return this.#position
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#characters.length
  }

  /** Shows the next character, or '' at the end. */
  peek(): string {
    return this.#characters[this.#position] ?? ''
  }

  /** Takes the next character, or '' at the end. */
  take(): string {
    return this.#characters[this.#position++] ?? ''
  }

  /** Takes the text if it stands here, and tells whether it did. */
  skip(text: string): boolean {
    if (!this.#startsWith(text)) return false

    this.#position += text.length
    return true
  }

  /** Takes characters as long as they pass. */
  takeWhile(passes: RegExp): string {
    let taken = ''
    while (passes.test(this.peek())) taken += this.take()
    return taken
  }

  /** Refuses the pattern. The place is where it stands now, unless given. */
  refuse(reason: string, position: number = this.#position): never {
    throw new PatternRefusedError(position, reason)
  }

  #startsWith(text: string): boolean {
    return this.#characters.slice(this.#position, this.#position + text.length).join('') === text
  }
}
