/** Tells whether two values hold the same: a digest of their canonical JSON. */
import { CoreError } from '../../errors/index.ts'
import { sha256 } from './sha256.ts'

/** How deep a value may nest. */
const deepest = 64

/** How large it may be: each value and each character of a text or a key counts 1. */
const largest = 100_000

/**
 * Computes the SHA-256 (FIPS 180-4) of a value's canonical JSON (RFC 8785: keys in order, no spaces), as
 * 64 hexadecimal digits. The order of keys counts for nothing; an undefined property counts as left out.
 *
 * Fit to notice changes and to name content. It has no key: it proves nothing about who made it, hides
 * no value that can be guessed, and is not for passwords.
 *
 * @throws CoreError `internal` for what JSON has not: functions, infinite numbers, halves of surrogate
 * pairs, circles (64 levels at most), instances of classes; and for more than 100,000 values and characters.
 */
export function checksum(value: unknown): string {
  return sha256(textOf(value))
}

function textOf(value: unknown): string {
  try {
    return canonical(value, { depth: 0, size: { left: largest } })
  } catch (error) {
    if (error instanceof CoreError) throw error
    throw unfit('throws an error when it is read', error)
  }
}

interface Walk {
  readonly depth: number
  /** Counts down what may still come, wherever the walk is. */
  readonly size: { left: number }
}

function canonical(value: unknown, walk: Walk): string {
  count(walk, 1)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quoted(value, walk)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value !== 'object') throw unfit(`holds a value of type ${typeof value}`)
  if (walk.depth === deepest) throw unfit(`nests deeper than ${deepest} levels`)
  const inner = { ...walk, depth: walk.depth + 1 }
  if (Array.isArray(value)) return listText(value, inner)

  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || Object.getPrototypeOf(prototype) === null) {
    return recordText(Object.entries(value), inner)
  }
  throw unfit('holds an instance of a class')
}

// RFC 8785 has no halves of surrogate pairs. With the flag `u` one matches only when it stands alone.
function quoted(text: string, walk: Walk): string {
  count(walk, text.length)
  if (/\p{Surrogate}/u.test(text)) throw unfit('holds half a surrogate pair')
  return JSON.stringify(text)
}

function listText(items: readonly unknown[], walk: Walk): string {
  if (items.length > walk.size.left) count(walk, items.length)
  return `[${Array.from(items, (item) => canonical(item, walk)).join(',')}]`
}

// RFC 8785 orders keys by their UTF-16 units, as `<` does.
function recordText(entries: readonly (readonly [string, unknown])[], walk: Walk): string {
  const members = entries
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${quoted(key, walk)}:${canonical(value, walk)}`)
  return `{${members.join(',')}}`
}

function count({ size }: Walk, more: number): void {
  size.left -= more
  if (size.left < 0) throw unfit(`is larger than ${largest} characters and values`)
}

function unfit(why: string, cause?: unknown): CoreError {
  return new CoreError('internal', `a checksum is made of JSON; this value ${why}`, {}, { cause })
}
