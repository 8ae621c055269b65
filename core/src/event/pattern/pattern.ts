/** Patterns of event types: `*` stands for one or more segments, `sales.order.*`, `*.created`, `*`. */

/** Tells whether an event type fits a pattern. */
export function matchesPattern(pattern: string, type: string): boolean {
  if (!pattern.includes('*')) return pattern === type
  return fits(pattern.split('.'), type.split('.'))
}

// Greedy with one place to go back to: a later `*` takes over from an earlier one, so the time is at
// most the product of the two lengths.
function fits(pattern: readonly string[], type: readonly string[]): boolean {
  let at = 0
  let star = -1
  let taken = 0
  for (let read = 0; read < type.length; ) {
    if (pattern[at] === '*') {
      star = at++
      taken = ++read
    } else if (at < pattern.length && pattern[at] === type[read]) {
      at++
      read++
    } else if (star >= 0) {
      at = star + 1
      read = ++taken
    } else {
      return false
    }
  }
  return at === pattern.length
}
