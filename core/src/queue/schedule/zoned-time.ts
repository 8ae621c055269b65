/** Moments and what a wall clock shows then: both ways, for every zone of the IANA database. */
import { boundedCache, type Timestamp } from '../../primitives/index.ts'

/** What a wall clock shows, written as the moment at which one in Greenwich (UTC) shows the same. */
export type WallTime = number

/** Tells whether the host knows the zone: `Europe/Berlin`, `UTC`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** Reads the wall clock of a zone. @throws RangeError when the host does not know the zone */
export function wallTimeOf(moment: Timestamp, zone: string): WallTime {
  return moment + offsetAt(moment, zone)
}

/**
 * Finds the moment at which the wall clock of a zone shows a time. A time that it shows twice, when it
 * is put back, is the first of the two; a time that it leaves out, when it is put forward, is the
 * moment of that leap.
 */
export function momentOf(wall: WallTime, zone: string): Timestamp {
  const before = offsetAt(wall - day, zone)
  const after = offsetAt(wall + day, zone)
  const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)]
  const shown = candidates.find((moment) => wallTimeOf(moment, zone) === wall)
  return shown ?? leapBetween(wall - Math.max(before, after), wall - Math.min(before, after), zone)
}

const second = 1_000
const day = 86_400_000

/** By how much the wall clock is ahead of Greenwich, in milliseconds. */
function offsetAt(moment: Timestamp, zone: string): number {
  const whole = Math.floor(moment / second) * second
  const parts = new Map(
    formatOf(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const date = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'))
  return date + at('second') * second - whole
}

/** Finds the moment, in whole seconds, from which on the offset is that of `to`. */
function leapBetween(from: Timestamp, to: Timestamp, zone: string): Timestamp {
  const offset = offsetAt(to, zone)
  let [low, high] = [Math.floor(from / second), Math.ceil(to / second)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * second, zone) === offset) high = middle
    else low = middle
  }
  return high * second
}

const formatOf = boundedCache(
  64,
  (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
)
