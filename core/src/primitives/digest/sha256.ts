/** The hash function SHA-256 (FIPS 180-4), for hosts of which nothing is known. */

/** Computes the digest of a text's UTF-8 bytes, as 64 hexadecimal digits. A lone surrogate counts as U+FFFD. */
export function sha256(text: string): string {
  const words = paddedWords(utf8(text))
  const state = Uint32Array.from(initial)
  for (let start = 0; start < words.length; start += 16) {
    mix(state, words.subarray(start, start + 16))
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

function utf8(text: string): readonly number[] {
  const bytes: number[] = []
  for (const character of text) {
    const given = character.codePointAt(0) ?? 0
    const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
  }
  return bytes
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f)
}

// The message, a one bit, zeros, and the length in bits as 64 bits: a multiple of 16 words.
function paddedWords(bytes: readonly number[]): Uint32Array {
  const words = new Uint32Array(Math.ceil((bytes.length + 9) / 64) * 16)
  for (const [index, byte] of [...bytes, 0x80].entries()) {
    const at = index >> 2
    words[at] = (words[at] ?? 0) | (byte << (24 - 8 * (index & 3)))
  }
  words[words.length - 2] = Math.floor(bytes.length / 2 ** 29)
  words[words.length - 1] = bytes.length * 8
  return words
}

const schedule = new Uint32Array(64)

function mix(state: Uint32Array, block: Uint32Array): void {
  extend(block)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < 64; round++) {
    const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const choice = (e & f) ^ (~e & g)
    const one = (h + sum1 + choice + (constants[round] ?? 0) + (schedule[round] ?? 0)) | 0
    const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + sum0 + majority) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = (state[index] ?? 0) + word
  }
}

function extend(block: Uint32Array): void {
  schedule.set(block)
  for (let at = 16; at < 64; at++) {
    const early = schedule[at - 15] ?? 0
    const late = schedule[at - 2] ?? 0
    const small0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)
    const small1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10)
    schedule[at] = (schedule[at - 16] ?? 0) + small0 + (schedule[at - 7] ?? 0) + small1
  }
}

function rotated(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

// The first 32 bits of the fractions of the square roots of the first 8 primes, and of the cube roots of
// the first 64.
const primes = firstPrimes(64)
const initial: readonly number[] = primes.slice(0, 8).map((prime) => fraction(prime, 2n))
const constants: Uint32Array = Uint32Array.from(primes, (prime) => fraction(prime, 3n))

function firstPrimes(count: number): readonly number[] {
  const found: number[] = []
  for (let next = 2; found.length < count; next++) {
    if (found.every((prime) => next % prime !== 0)) found.push(next)
  }
  return found
}

/** The integer root of `prime × 2^(32 × degree)`, whose last 32 bits are those behind the point. */
function fraction(prime: number, degree: bigint): number {
  const target = BigInt(prime) << (32n * degree)
  let [low, high] = [0n, 1n << 40n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** degree <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffff_ffffn)
}
