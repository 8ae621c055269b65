/** Why a text is not accepted as a pattern, and where. */

/** A refusal: the place in the text, counted in characters from 0, and what is wrong there. */
export interface PatternRefusal {
  readonly position: number
  /** Completes "at position 3: …", and says what is allowed instead. */
  readonly reason: string
}

/** Carries a refusal out of the parser. Never leaves this folder. */
export class PatternRefusedError extends Error {
  override readonly name: string = 'PatternRefusedError'
  readonly position: number

  constructor(position: number, reason: string) {
    super(reason)
    this.position = position
  }
}
