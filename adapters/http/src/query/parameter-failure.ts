/** What is wrong with one parameter of a query string, and all of them together as an error. */
import type { CoreError } from '@plinth/core'
import { httpError } from '../problem/http-error.ts'

/** What is wrong with one parameter. */
export interface ParameterFailure {
  readonly parameter: string
  /** `unknown`, `repeated`, `operator`, `value`, `malformed`. */
  readonly code: string
  /** Names the parameter, the value and what is allowed. */
  readonly detail: string
}

/** Collects the failures of a query string, so that a caller hears of all of them at once. */
export class ParameterFailures {
  readonly #failures: ParameterFailure[] = []

  /** Adds one. */
  add(parameter: string, code: string, detail: string): void {
    this.#failures.push({ parameter, code, detail })
  }

  /** The error `http.parameters-invalid` with every failure; null when there is none. */
  error(): CoreError | null {
    return this.#failures.length > 0 ? errorOf(this.#failures) : null
  }

  /** @throws CoreError `http.parameters-invalid` with every failure, if there is any. */
  throwIfAny(): void {
    const error = this.error()
    if (error) throw error
  }
}

function errorOf(errors: readonly ParameterFailure[]): CoreError {
  const [first] = errors
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return httpError('http.parameters-invalid', `${first?.detail}${more}`, { errors })
}
