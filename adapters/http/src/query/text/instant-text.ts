/** Reads an instant from text: epoch milliseconds, or a strict subset of ISO 8601. */

// A blank may stand for the plus of an offset: that is what a plus in a query string means.
const isoText =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+ -]\d\d:\d\d))?$/

/**
 * Reads `1767225600000`, `2026-01-01` (midnight UTC) or `2026-01-01T12:30:00.5+01:00`; null for
 * anything else: a time without its offset, or a day that the calendar has not.
 */
export function instantOf(text: string): number | null {
  if (/^-?\d{1,16}$/.test(text)) return withinRange(Number(text))

  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] =
    isoText.exec(text) ?? []
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return null

  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const isReal = new Date(midnight).toISOString().startsWith(text.slice(0, 10))
  const offset = offsetOf(zone)
  if (!isReal || offset === null) return null

  const minutes = Number(hour) * 60 + Number(minute) - offset
  return midnight + minutes * 60_000 + Number(second) * 1_000 + Number(fraction.padEnd(3, '0'))
}

/** In minutes; null when the offset cannot be. */
function offsetOf(zone: string): number | null {
  if (zone === 'Z') return 0

  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))]
  if (hours > 23 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

// What a Date can hold, as ECMAScript has it.
function withinRange(instant: number): number | null {
  return Math.abs(instant) <= 8.64e15 ? instant : null
}
