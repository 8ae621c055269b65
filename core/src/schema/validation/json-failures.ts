/** Checks a value that is stored as JSON beside the fields of a schema. */
import type { ValidationFailure } from '../../errors/index.ts'
import { addFailure } from './check-failure.ts'
import { isReadable, unreadable } from './readable.ts'
import { jsonProblem } from './values/json-value.ts'

/** Finds what keeps a value from being stored as JSON. Never throws for a value, whatever it is. */
export function jsonFailures(path: string, value: unknown): readonly ValidationFailure[] {
  try {
    const problem = jsonProblem(value)
    const failures: ValidationFailure[] = []
    if (problem) addFailure(failures, path, 'json', { ...problem })
    return failures
  } catch (error) {
    if (isReadable(value)) throw error
    return unreadable
  }
}
