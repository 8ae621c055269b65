/** Reads a point in time as files write it: ISO 8601, a blank in place of the T allowed. */
import { Err, Ok, type Result } from '@plinth/core'

/** Where a time without a zone is meant: `UTC`, or an offset such as `+01:00`. */
export type Zone = string

/** Tells whether the text is a zone that `readDate` takes. */
export function isZone(text: string): boolean {
  return offsetMinutes(text) !== undefined
}

/**
 * Reads `1996-07-04`, `1996-07-04 10:30`, `1996-07-04T10:30:00.000Z` or `…+02:00` as epoch
 * milliseconds. A date alone is its first moment. A time that says no zone is in the one given.
 */
export function readDate(text: string, zone: Zone): Result<number, string> {
  const match = isoText.exec(text)
  if (!match) return Err(`is not a date such as 1996-07-04 or 1996-07-04 10:30:00`)

  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', own] = match
  const offset = offsetMinutes(own ?? zone)
  const moment = new Date(0)
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  moment.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds(fraction))

  const written = `${year}-${month}-${day}`
  const isReal = moment.toISOString().startsWith(written) && Number(minute) < 60
  if (!isReal || Number(second) > 59 || offset === undefined)
    return Err('is no day or time there is')
  return Ok(moment.getTime() - offset * 60_000)
}

const isoText =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/

function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'))
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'UTC' || zone === 'Z') return 0

  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  if (sign === undefined || Number(minutes) > 59 || total > 14 * 60) return undefined
  return sign === '-' ? -total : total
}
