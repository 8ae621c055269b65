/** Makes ULIDs: ids of 26 characters that sort by the moment they were made. */
import { CoreError } from '../../errors/index.ts'
import { alphabet, encode, isUlid, latestTime, timeLength, timestampOfUlid } from './ulid.ts'

/** One head is drawn with three words of chance; the pool spares the host a call for each. */
const wordsPerHead = 3
const pooledHeads = 256

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
  #shown = Number.NaN
  #shownCodes: Uint8Array = new Uint8Array(timeLength)

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
   * Makes the next id behind a prefix: `ord_01ARZ3…` for `ord_` and for `ord`. Else the prefix is taken as
   * it is (`isIdPrefix` tells whether it is well formed).
   *
   * @throws CoreError `internal`, as `generate` does.
   */
  generateFor(prefix: string): string {
    const now = this.#clock.now()
    if (!(now <= this.#time)) this.#begin(now)
    else if (this.#last < 1023) this.#last += 1
    else this.#carry()

    return separated(prefix) + this.#head + pairs[this.#last]
  }

  /**
   * Makes an id of the present with 80 fresh random bits, behind a prefix if one is given. It is in no
   * order with its neighbours of the same millisecond, and cannot be guessed from them.
   *
   * @throws CoreError `internal` when the clock shows no time.
   */
  generateRandom(prefix = ''): string {
    const now = this.#clock.now()
    if (now !== this.#shown) {
      requireTime(now)
      this.#shown = now
      this.#shownCodes = Uint8Array.from(encode(now, timeLength), codeOf)
    }
    return (
      separated(prefix) + randomText(this.#shownCodes, this.#draw(), this.#draw(), this.#draw())
    )
  }

  /** Tells whether the text is a ULID, bare or behind a prefix. What is no text is none. */
  isValid(id: string): boolean {
    return isUlid(id)
  }

  /** Reads from an id when it was made, in epoch milliseconds. @throws CoreError `id.invalid` */
  extractTimestamp(id: string): number {
    return timestampOfUlid(id)
  }

  #begin(now: number): void {
    requireTime(now)
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

function separated(prefix: string): string {
  return prefix === '' || prefix.charCodeAt(prefix.length - 1) === underscore
    ? prefix
    : `${prefix}_`
}

const underscore = 95

function requireTime(now: number): void {
  if (Number.isInteger(now) && now >= 0 && now <= latestTime) return

  throw new CoreError(
    'internal',
    `the clock shows ${now}; a ULID holds whole milliseconds up to ${latestTime}`,
    { now },
  )
}

/** Two characters, ten bits, a look-up: what makes the changing end of an id cheap. */
const pairs: readonly string[] = Array.from({ length: 1024 }, (_, bits) => encode(bits, 2))

/** Writes the digits of the time, and 80 of the 96 bits as sixteen more: in one piece, which is read fastest. */
// oxlint-disable-next-line eslint/max-params -- the words of one id; a list of them would be made for each
function randomText(time: Uint8Array, one: number, two: number, three: number): string {
  return String.fromCharCode(
    time[0] ?? 0,
    time[1] ?? 0,
    time[2] ?? 0,
    time[3] ?? 0,
    time[4] ?? 0,
    time[5] ?? 0,
    time[6] ?? 0,
    time[7] ?? 0,
    time[8] ?? 0,
    time[9] ?? 0,
    digitAt(one),
    digitAt(one >>> 5),
    digitAt(one >>> 10),
    digitAt(one >>> 15),
    digitAt(one >>> 20),
    digitAt(one >>> 25),
    digitAt(two),
    digitAt(two >>> 5),
    digitAt(two >>> 10),
    digitAt(two >>> 15),
    digitAt(two >>> 20),
    digitAt(two >>> 25),
    digitAt(three),
    digitAt(three >>> 5),
    digitAt(three >>> 10),
    digitAt(three >>> 15),
  )
}

const digitCodes = Uint8Array.from(alphabet, codeOf)

function codeOf(digit: string): number {
  return digit.charCodeAt(0)
}

function digitAt(bits: number): number {
  return digitCodes[bits & 31] ?? 0
}
