/** Checks patterns of event types, wherever they come from. */
import { CoreError } from '../../errors/index.ts'

const longestPattern = 200
const mostSegments = 16
const segment = /^(\*|[A-Za-z0-9_-]+)$/

/**
 * Refuses what is no pattern: 1 to 16 segments between dots, each a `*` or letters, digits, `_` and
 * `-`; 200 characters at the most.
 *
 * @throws CoreError `event.pattern-invalid`
 */
export function checkPattern(pattern: string): void {
  const problem = patternProblem(pattern)
  if (problem === null) return
  throw new CoreError('event.pattern-invalid', problem, { pattern: shown(pattern) })
}

/** Says what is wrong with a pattern; null when it is well formed. */
export function patternProblem(pattern: string): string | null {
  const segments = pattern.length <= longestPattern ? pattern.split('.') : []
  const isSound = segments.length > 0 && segments.length <= mostSegments
  if (isSound && segments.every((part) => segment.test(part))) return null
  return `"${shown(pattern)}" is no pattern of event types; write segments between dots, each a name or "*", such as "sales.order.*"`
}

function shown(pattern: string): string {
  return pattern.slice(0, longestPattern)
}
