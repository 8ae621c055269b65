/** Tells whether two values hold the same: a digest of their canonical JSON. */
import { CoreError } from '../errors/index.ts'
import { sha256 } from './sha256.ts'

/** How deep a value may nest. */
const deepest = 64

/**
 * Computes the SHA-256 (FIPS 180-4) of a value's canonical JSON (RFC 8785: keys in order, no spaces), as
 * 64 hexadecimal digits. The order of keys counts for nothing; an undefined property counts as left out.
 *
 * Fit to notice changes and to name content. It has no key: it proves nothing about who made it, hides
 * no value that can be guessed, and is not for passwords.
 *
 * @throws CoreError `internal` for what JSON has not: functions, infinite numbers, circles (64 levels at
 * most), instances of classes.
 */
export function checksum(value: unknown): string {
  return sha256(canonical(value, 0))
}

function canonical(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value !== 'object') throw unfit(`holds a value of type ${typeof value}`)
  if (depth === deepest) throw unfit(`nests deeper than ${deepest} levels`)
  if (Array.isArray(value)) return listText(value, depth)

  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || Object.getPrototypeOf(prototype) === null) {
    return recordText(Object.entries(value), depth)
  }
  throw unfit('holds an instance of a class')
}

function listText(items: readonly unknown[], depth: number): string {
  return `[${Array.from(items, (item) => canonical(item, depth + 1)).join(',')}]`
}

// RFC 8785 orders keys by their UTF-16 units, as `<` does.
function recordText(entries: readonly (readonly [string, unknown])[], depth: number): string {
  const members = entries
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonical(value, depth + 1)}`)
  return `{${members.join(',')}}`
}

function unfit(why: string): CoreError {
  return new CoreError('internal', `a checksum is made of JSON; this value ${why}`, {})
}
