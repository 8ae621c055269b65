/** Says what no filter can ask of a database: by name, and nothing is approximated. */
import { CoreError, validationFailure } from '@plinth/core'
import { ruleInvalid } from '@plinth/core/runtime'

/** Makes the error. `text` completes the sentence "the filter …". */
export function refused(text: string): CoreError {
  return ruleInvalid('the filter', [validationFailure('', 'filter', {}, () => text)])
}
