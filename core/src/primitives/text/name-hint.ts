/** Ends a sentence about an unknown name: with the one that was probably meant, or with what there is. */
import { nearest } from './similar-name.ts'

const mostNames = 20

/** Asks for the nearest known name: `; did you mean "placed"?`, or nothing when none is near. */
export function meant(name: string, known: Iterable<string>): string {
  const near = nearest(name, known)
  return near === undefined ? '' : `; did you mean "${near}"?`
}

/**
 * Names the nearest known name, `Did you mean "placed"?`, and else what there is, 20 names at most:
 * `There is: draft, placed`. `words` say it otherwise: `It has`.
 */
export function meantOrKnown(
  name: string,
  known: Iterable<string>,
  words: 'There is' | 'It has' = 'There is',
): string {
  const names = [...known]
  const near = nearest(name, names)
  if (near !== undefined) return `Did you mean "${near}"?`
  if (names.length === 0) return `${words} none`

  const more = names.length > mostNames ? ', …' : ''
  return `${words}: ${names.slice(0, mostNames).join(', ')}${more}`
}
