/** Gives each request a place in a trace, as in W3C Trace Context. */
import { randomFillSync } from 'node:crypto'

/** The header in which a caller hands its trace on, and in which the server answers with its place. */
export const traceHeader = 'traceparent'

/**
 * Writes the place of a new request: `00-<trace id>-<span id>-01`. The trace is the caller's when the
 * header is well formed, and a new one otherwise; the span is always new.
 */
export function traceParent(header: string | readonly string[] | undefined): string {
  const [, known] = typeof header === 'string' ? (wellFormed.exec(header) ?? []) : []
  return `00-${known ?? randomHex(16)}-${randomHex(8)}-01`
}

/** The trace's id, 32 hexadecimal digits: what callers quote and logs carry. */
export function traceIdOf(parent: string): string {
  return parent.slice(3, 35)
}

/** The id of this one request inside its trace, 16 hexadecimal digits. */
export function spanIdOf(parent: string): string {
  return parent.slice(36, 52)
}

// Version ff and ids of zeros alone are not valid. What a later version may add counts as no header.
const wellFormed = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}$/

// Filled in one go for many requests: asking the system each time costs a microsecond or two.
const pool = Buffer.alloc(4_096)
let used = pool.length

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used)
}
