/** Tells, behind a name that is not known, which ones are. */
import { nearest } from '@plinth/core/runtime'

/** Ends a sentence about an unknown name: `draft, placed. Did you mean "placed"?` */
export function didYouMean(name: string, known: Iterable<string>): string {
  const all = [...known]
  const similar = nearest(name, all)
  const question = similar === undefined ? '' : ` Did you mean "${similar}"?`
  return `${all.join(', ') || 'none'}.${question}`
}
