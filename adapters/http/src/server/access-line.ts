/** What a terminal shows of each request. */
import type { CoreError, Explanation } from '@plinth/core'
import { failuresOf } from '@plinth/core/runtime'

/** A request that has been answered. */
export interface AccessLine {
  readonly method: string
  /** Without the query string. */
  readonly path: string
  readonly status: number
  /** From the header fields' arrival to the answer's last byte, in milliseconds, to the tenth. */
  readonly ms: number
  /** Why it was refused, in a short sentence without control characters; empty when it was not. */
  readonly note: string
}

/** Writes the note of a failed request: for a refused transition, its first reasons. */
export function noteOf(error: CoreError): string {
  const { code, facts, message } = error
  if (code !== 'state.refused') return plain(`${code}: ${message}`)
  return plain(`refused: ${reasonsIn(facts['why']) ?? message}`)
}

const longest = 160

// What stands in a message may come from a caller, and a terminal obeys control characters.
function plain(text: string): string {
  const clean = text.replaceAll(/\p{Cc}+/gu, ' ')
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean
}

/** How many reasons are told in full: the answer itself has them all. */
const mostReasons = 2

/** What stood in the way, as the answer's detail says it, but shorter; undefined where no rule did. */
function reasonsIn(why: unknown): string | undefined {
  if (!isExplanation(why)) return undefined

  const messages = [...new Set(failuresOf(why).map(({ message }) => message))]
  const shown = messages.slice(0, mostReasons)
  const rest = messages.length - shown.length
  if (shown.length === 0) return undefined
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', and ')
}

function isExplanation(why: unknown): why is Explanation {
  return typeof why === 'object' && why !== null && 'passed' in why
}
