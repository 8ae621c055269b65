/** Says what no filter can ask of a database: by name, and nothing is approximated. */
import { CoreError, ruleInvalid, validationFailure } from '@plinth/core'

/** Makes the error. `text` completes the sentence "the filter …". */
export function refused(text: string): CoreError {
  return ruleInvalid('the filter', [validationFailure('', 'filter', {}, () => text)])
}
