/** Ends a sentence about an unknown name: with the one that was probably meant, or with what there is. */
import { commonStart, nearest } from './similar-name.ts'

const mostNames = 12

/**
 * Asks for the nearest known name, as a sentence of its own behind the one that it follows:
 * `. Did you mean "placed"?`; nothing when none is near. For sentences that say what there is.
 */
export function meant(name: string, known: Iterable<string>): string {
  const near = nearest(name, known)
  return near === undefined ? '' : `. Did you mean "${near}"?`
}

/**
 * Names the nearest known name, `Did you mean "placed"?`, and else what there is: `There is: draft, placed`.
 * Of more than 12 names it lists those that begin most like the name, and says how many more there are.
 * `words` say it otherwise: `It has`.
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
  if (names.length <= mostNames) return `${words}: ${names.join(', ')}`

  const listed = names.toSorted((one, other) => commonStart(name, other) - commonStart(name, one))
  return `${words}: ${listed.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
}
