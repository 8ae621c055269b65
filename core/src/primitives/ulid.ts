/** Makes and reads ULIDs: ids of 26 characters that sort by the moment they were made. */
import { CoreError } from '../errors/index.ts'

/** One head is drawn with three words of chance; the pool spares the host a call for each. */
const wordsPerHead = 3
const pooledHeads = 64

/**
 * A source of monotonic ULIDs (github.com/ulid/spec): each is greater than the one before it, as text
 * compares by code point.
 *
 * Within a millisecond each id is the one before it plus 1; when the clock jumps back, the last time
 * is kept. One source a process: two of them are unique to each other, and not in order. Guessable
 * from their neighbours: never a token or a key.
 *
 * The 80 random bits are kept as 35 + 35 + 10. An id is the cached text of the time and the first 70
 * bits, and a pair for the last 10, which count up; only their overflow touches the rest.
 */
export class IDGenerator {
  readonly #clock: { now(): number }
  readonly #random: { fill(bytes: Uint8Array): void }
  readonly #pool = new Uint32Array(pooledHeads * wordsPerHead)
  readonly #bytes = new Uint8Array(this.#pool.buffer)
  #taken = this.#pool.length
  #time = -Infinity
  #high = 0
  #low = 0
  #last = 0
  #head = ''

  constructor(clock: { now(): number }, random: { fill(bytes: Uint8Array): void }) {
    this.#clock = clock
    this.#random = random
  }

  /**
   * Makes the next id, `01ARZ3NDEKTSV4RRFFQ69G5FAV`.
   *
   * @throws CoreError `internal` when the clock shows no time, or the ids of this millisecond are used up.
   */
  generate(): string {
    return this.generateFor('')
  }

  /**
   * Makes the next id behind a prefix: `ord_01ARZ3…` for `ord_`. The prefix is taken as it is
   * (`isIdPrefix` tells whether it is well formed).
   *
   * @throws CoreError `internal`, as `generate` does.
   */
  generateFor(prefix: string): string {
    const now = this.#clock.now()
    if (!(now <= this.#time)) this.#begin(now)
    else if (this.#last < 1023) this.#last += 1
    else this.#carry()

    return prefix + this.#head + pairs[this.#last]
  }

  /** Tells whether the text is a ULID, bare or behind a prefix. */
  isValid(id: string): boolean {
    return isUlid(id)
  }

  /** Reads from an id when it was made, in epoch milliseconds. @throws CoreError `id.invalid` */
  extractTimestamp(id: string): number {
    return timestampOfUlid(id)
  }

  #begin(now: number): void {
    if (!Number.isInteger(now) || now < 0 || now > latestTime) {
      throw new CoreError(
        'internal',
        `the clock shows ${now}; a ULID holds whole milliseconds up to ${latestTime}`,
        { now },
      )
    }

    const rest = this.#draw()
    this.#time = now
    this.#high = this.#draw() * 8 + (rest >>> 29)
    this.#low = this.#draw() * 8 + ((rest >>> 26) & 7)
    this.#last = rest & 1023
    this.#writeHead()
  }

  #carry(): void {
    const full = 2 ** 35 - 1
    if (this.#low === full && this.#high === full) {
      const time = this.#time
      throw new CoreError('internal', `no ULID is left in millisecond ${time}`, { time })
    }

    this.#high += this.#low === full ? 1 : 0
    this.#low = this.#low === full ? 0 : this.#low + 1
    this.#last = 0
    this.#writeHead()
  }

  #writeHead(): void {
    this.#head = encode(this.#time, timeLength) + encode(this.#high, 7) + encode(this.#low, 7)
  }

  #draw(): number {
    if (this.#taken === this.#pool.length) {
      this.#random.fill(this.#bytes)
      this.#taken = 0
    }
    return this.#pool[this.#taken++] ?? 0
  }
}

/** Tells whether the text is a ULID, bare or behind a prefix; with `prefix`, behind exactly that one. */
export function isUlid(text: string, prefix?: string): boolean {
  const start = text.length - ulidLength
  if (start < 0 || text.charCodeAt(start) > highestFirst) return false
  if (prefix !== undefined && prefix !== text.slice(0, start)) return false
  return areDigitsFrom(start, text) && (start === 0 || isPrefixUntil(start, text))
}

/** Tells whether the text may stand before ids: a letter, up to 15 letters or digits, an underscore. */
export function isIdPrefix(text: string): boolean {
  return isPrefixUntil(text.length, text)
}

/** Reads from an id when it was made, in epoch milliseconds. @throws CoreError `id.invalid` */
export function timestampOfUlid(id: string): number {
  if (!isUlid(id)) {
    throw new CoreError(
      'id.invalid',
      `"${id}" is not a ULID such as ord_01ARZ3NDEKTSV4RRFFQ69G5FAV`,
      { id },
    )
  }

  const time = id.slice(prefixOf(id).length).slice(0, timeLength)
  let value = 0
  for (const character of time) value = value * 32 + alphabet.indexOf(character)
  return value
}

// Crockford's base 32: no I, L, O, U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ulidLength = 26
const timeLength = 10
const longestPrefix = 17
// The first digit of a time of 48 bits is no higher.
const highestFirst = '7'.charCodeAt(0)
const latestTime = 2 ** 48 - 1

function prefixOf(id: string): string {
  return id.slice(0, id.indexOf('_') + 1)
}

// Each id that comes in is checked. A loop without a branch takes half the time of a regular expression.

const digits = codesOf(alphabet)
const lower = codesOf('abcdefghijklmnopqrstuvwxyz')
const lowerOrDigit = codesOf('abcdefghijklmnopqrstuvwxyz0123456789')

/** Marks the codes of characters, all of them ASCII, with 1. */
function codesOf(characters: string): Uint8Array {
  const marks = new Uint8Array(128)
  for (const character of characters) marks[character.charCodeAt(0)] = 1
  return marks
}

function areDigitsFrom(start: number, text: string): boolean {
  let [codes, known] = [0, 1]
  for (let index = start; index < start + ulidLength; index++) {
    const code = text.charCodeAt(index)
    codes |= code
    known &= digits[code & 127] ?? 0
  }
  return codes < 128 && known === 1
}

function isPrefixUntil(end: number, text: string): boolean {
  if (end < 2 || end > longestPrefix || lower[text.charCodeAt(0)] !== 1) return false
  for (let index = 1; index < end - 1; index++) {
    if (lowerOrDigit[text.charCodeAt(index)] !== 1) return false
  }
  return text[end - 1] === '_'
}

/** Two characters, ten bits, a look-up: what makes the changing end of an id cheap. */
const pairs: readonly string[] = Array.from({ length: 1024 }, (_, bits) => encode(bits, 2))

function encode(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) {
    text = alphabet.charAt(rest % 32) + text
  }
  return text
}
