/** Spans of time in milliseconds, as one says them: `days(14)`. */

/** So many hours of 3,600 seconds, in milliseconds. */
export function hours(count: number): number {
  return count * 3_600_000
}

/** So many days of 24 hours, in milliseconds. A day of a calendar may be an hour longer or shorter. */
export function days(count: number): number {
  return hours(count * 24)
}
