/** The failure of a check of the table. */
import type { ValidationFailure } from '../../errors/index.ts'
import { type CheckCode, type Params, sentences } from './sentences.ts'

/** The most failures that one check reports: a hostile input must not make a large answer. */
export const mostFailures = 100

/** A failed check; its sentence is looked up by its code, and written, when it is read. */
class CheckFailure implements ValidationFailure {
  readonly path: string
  readonly code: CheckCode
  readonly params: Params

  constructor(path: string, code: CheckCode, params: Params) {
    this.path = path
    this.code = code
    this.params = params
  }

  get message(): string {
    return sentences[this.code](this.path, this.params)
  }

  toJSON(): ValidationFailure {
    const { path, code, params, message } = this
    return { path, code, params, message }
  }
}

/** Adds a failure to those found, unless there are enough of them. */
// oxlint-disable-next-line eslint/max-params -- called from generated code, where an object would be made for each
export function addFailure(
  found: ValidationFailure[],
  path: string,
  code: CheckCode,
  params: Params,
): void {
  if (found.length < mostFailures) found.push(new CheckFailure(path, code, params))
}
