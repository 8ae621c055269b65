/** What a proof has found out so far: each claim that did not hold, and all that was counted. */
import { isDeepStrictEqual } from 'node:util'

/** Figures by name; the last line of a proof shows them. */
export type Figures = Readonly<Record<string, number | string | boolean>>

/** Collects claims and figures. Nothing is taken back: a claim that once failed stays failed. */
export class Verdict {
  readonly #violations: string[] = []
  readonly #unmet: string[] = []
  #figures: Figures = {}
  #claims = 0

  /** Claims that something holds; the sentence says what is wrong when it does not. */
  claim(holds: boolean, sentence: string): void {
    this.#claims += 1
    if (!holds) this.#violations.push(sentence)
  }

  /** Claims that a value is the expected one. */
  equal(what: string, actual: unknown, expected: unknown): void {
    const sentence = `${what}: ${shown(actual)}, expected ${shown(expected)}`
    this.claim(isDeepStrictEqual(actual, expected), sentence)
  }

  /** Claims that a list of things that went wrong is empty. */
  none(what: string, wrong: readonly string[]): void {
    const first = wrong.slice(0, 3).join('; ')
    this.claim(wrong.length === 0, `${wrong.length} ${what}: ${first}`)
  }

  /**
   * Demands what the proof itself needs to mean anything: that it tried hard enough, that what it broke
   * is broken. Unmet, it fails, and nothing counts as caught.
   */
  premise(holds: boolean, sentence: string): void {
    if (!holds) this.#unmet.push(sentence)
  }

  /** Notes figures beside those that are there. */
  note(figures: Figures): void {
    this.#figures = { ...this.#figures, ...figures }
  }

  /** Whether all that the proof needs was there. */
  get isSound(): boolean {
    return this.#unmet.length === 0
  }

  /** Whether everything that was claimed held; a proof that claims nothing shows nothing. */
  get holds(): boolean {
    return this.isSound && this.#claims > 0 && this.#violations.length === 0
  }

  /** What the proof needed and did not have. */
  get unmet(): readonly string[] {
    return this.#unmet
  }

  get violations(): readonly string[] {
    return this.#violations
  }

  get figures(): Figures {
    return { ...this.#figures, claims: this.#claims, violations: this.#violations.length }
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}
