/** Lays a log line out as one JSON object. */
import type { LogLine } from './log-line.ts'

/** Writes time (ISO 8601), level, message, then the facts, which cannot replace those three. */
export function jsonLine({ time, level, message, facts }: LogLine): string {
  const own = { time: time.toISOString(), level, message }
  return JSON.stringify({ ...own, ...facts, ...own })
}
