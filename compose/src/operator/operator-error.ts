/** A refusal for whoever starts and runs the system: one sentence, and the next thing to try. */

/** How a refusal ends. */
export interface OperatorErrorOptions {
  /** The next thing to try, as a sentence or a command. */
  readonly next: string
  /** 1: refused, or something was found. 2: called wrongly. Default 1. */
  readonly exitCode?: 1 | 2
  readonly cause?: unknown
}

/** Says what an operator can put right. It is shown without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly next: string
  readonly exitCode: 1 | 2

  constructor(message: string, { next, exitCode = 1, cause }: OperatorErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.next = next
    this.exitCode = exitCode
  }
}
