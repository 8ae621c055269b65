/** One input from an attacker: what core is asked with it, and what an oracle of ours says of it. */
import type { CoreError } from '@plinth/core'

/** A refusal that core answers with, where it throws none. */
export class Refused {
  readonly code: string
  readonly text: string

  constructor(code: string, text: string = '') {
    this.code = code
    this.text = text
  }
}

/** What is known of an input before core is asked. */
export interface Plan<Answer> {
  /** What kind of input it is: `rules`. */
  readonly area: string
  /** The input itself, for whoever reads of a fault. */
  readonly input: unknown
  /** Whether core has to accept it; null where only core can say. */
  readonly isAcceptable: boolean | null
  /** The codes that core may refuse it with. */
  readonly codes: readonly string[]
  /** Asks core. Asked again, it does the same. */
  ask(): Answer | Refused | Promise<Answer | Refused>
  /** Says what is wrong with an answer; null when an oracle comes to the same; undefined when none can tell. */
  faultOf(answer: Answer): string | null | undefined
}

/** What core made of an input. */
export type Outcome =
  | { readonly kind: 'answered'; readonly fault: () => string | null | undefined }
  | { readonly kind: 'refused'; readonly refusal: CoreError | Refused }
  | { readonly kind: 'crashed'; readonly error: unknown }

/** A plan whose answers have no type outside of it. */
export interface Trial extends Pick<Plan<never>, 'area' | 'input' | 'isAcceptable' | 'codes'> {
  attempt(): Outcome | Promise<Outcome>
}
