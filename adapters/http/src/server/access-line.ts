/** What a terminal shows of each request. */
import { CoreError } from '@plinth/core'

/** A request that has been answered. */
export interface AccessLine {
  readonly method: string
  /** Without the query string. */
  readonly path: string
  readonly status: number
  /** From the header fields' arrival to the answer's last byte, in milliseconds. */
  readonly ms: number
  /** Why it was refused, in a short sentence without control characters; empty when it was not. */
  readonly note: string
}

/** Writes the note of a failed request: for a refused transition, its first reason. */
export function noteOf(error: CoreError): string {
  const { code, facts, message } = error
  if (code !== 'state.refused') return plain(`${code}: ${message}`)
  return plain(`refused: ${firstReason(facts['why']) ?? message}`)
}

const longest = 160

// What stands in a message may come from a caller, and a terminal obeys control characters.
function plain(text: string): string {
  const clean = text.replaceAll(/\p{Cc}+/gu, ' ')
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean
}

/** The message of the first leaf that failed; undefined where there is no such tree. */
function firstReason(why: unknown): string | undefined {
  if (typeof why !== 'object' || why === null || !('passed' in why) || why.passed === true) {
    return undefined
  }
  if ('message' in why && typeof why.message === 'string') return why.message

  const { and, or } = { and: null, or: null, ...why }
  const parts: readonly unknown[] = [and, or].filter(Array.isArray).flat()
  return parts.map(firstReason).find((reason) => reason !== undefined)
}
