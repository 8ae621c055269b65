/** Tells payloads apart by a short text. */
import { CoreError, ValidationError, validationFailure } from '../../errors/index.ts'
import { unreadable } from '../../schema/index.ts'

/**
 * Makes the fingerprint of a payload: 32 hexadecimal digits that are the same whatever the order of its
 * keys; an undefined property counts as left out. It is no cryptographic digest: who makes two payloads
 * of one fingerprint fools himself alone.
 *
 * @throws ValidationError for what JSON has not (functions, big integers, instances of classes, halves of
 * surrogate pairs), for what nests deeper than 64 levels or is larger than 4,000,000 characters (each value
 * takes up 10), and for what throws when it is read.
 */
export function fingerprintOf(payload: unknown, subject: string): string {
  return mixed(textOf(payload, subject))
}

function textOf(payload: unknown, subject: string): string {
  try {
    return payload === undefined
      ? ''
      : canonical(payload, { subject, depth: 0, size: { left: largest } })
  } catch (error) {
    throw error instanceof CoreError ? error : new ValidationError(subject, unreadable)
  }
}

/** How deep a payload may nest. */
const deepest = 64

/** How much a payload may hold: 4,000,000 characters of texts and keys, of which each value takes up 10. */
const largest = 4_000_000
const sizeOfValue = 10

interface Walk {
  readonly subject: string
  readonly depth: number
  /** Counts down what may still come, wherever the walk is. */
  readonly size: { left: number }
}

function canonical(value: unknown, walk: Walk): string {
  if (typeof value === 'string') return quoted(value, walk)
  if (value === null || typeof value === 'boolean' || typeof value === 'number') {
    return JSON.stringify(value)
  }
  if (typeof value !== 'object') throw unfit(walk, `holds a value of type ${typeof value}`)
  if (walk.depth === deepest) throw unfit(walk, `nests deeper than ${deepest} levels`)

  const inner = { ...walk, depth: walk.depth + 1 }
  if (Array.isArray(value)) return listText(value, inner)

  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || Object.getPrototypeOf(prototype) === null)
    return recordText(value, inner)
  throw unfit(walk, 'holds an instance of a class')
}

// With the flag `u` half of a surrogate pair matches only when it stands alone.
function quoted(text: string, walk: Walk): string {
  count(walk, text.length)
  if (/\p{Surrogate}/u.test(text)) throw unfit(walk, 'holds half a surrogate pair')
  return JSON.stringify(text)
}

// Read by number: nothing that the list itself brings along is called.
function listText(items: readonly unknown[], walk: Walk): string {
  const { length } = items
  count(walk, length * sizeOfValue)
  return `[${Array.from({ length }, (_, at) => canonical(items[at] ?? null, walk)).join(',')}]`
}

function recordText(record: object, walk: Walk): string {
  const keys = Object.keys(record)
  count(walk, keys.length * sizeOfValue)
  const members: string[] = []
  for (const key of keys.toSorted()) {
    const value: unknown = Reflect.get(record, key)
    if (value !== undefined) members.push(`${quoted(key, walk)}:${canonical(value, walk)}`)
  }
  return `{${members.join(',')}}`
}

function count(walk: Walk, more: number): void {
  walk.size.left -= more
  if (walk.size.left < 0)
    throw unfit(
      walk,
      `is larger than ${largest} characters, of which each value takes up ${sizeOfValue}`,
    )
}

function unfit({ subject }: Walk, reason: string): ValidationError {
  const sentence = () =>
    `the payload ${reason}; under an idempotency key it must be JSON of at most ${deepest} levels`
  return new ValidationError(subject, [validationFailure('', 'json', { reason }, sentence)])
}

// MurmurHash3's mixing (Appleby 2011) over the text's UTF-16 units, from four seeds side by side.
function mixed(text: string): string {
  const hashes = Uint32Array.of(0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f)
  for (let index = 0; index < text.length; index++) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51)
    unit = Math.imul((unit << 15) | (unit >>> 17), 0x1b873593)
    for (let lane = 0; lane < 4; lane++) {
      const hash = (hashes[lane] ?? 0) ^ unit
      hashes[lane] = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64
    }
  }
  return Array.from(hashes, (hash) => digits(hash ^ text.length)).join('')
}

function digits(given: number): string {
  let hash = Math.imul(given ^ (given >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
