/** Reads ULIDs: ids of 26 characters that sort by the moment they were made. */
import { CoreError } from '../../errors/index.ts'
import { excerpt } from '../text/excerpt.ts'

/** Tells whether the text is a ULID, bare or behind a prefix; with `prefix`, behind exactly that one. */
export function isUlid(text: string, prefix?: string): boolean {
  if (typeof text !== 'string') return false
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
    const shown = excerpt(id)
    const sentence = `"${shown}" is not a ULID such as ord_01ARZ3NDEKTSV4RRFFQ69G5FAV`
    throw new CoreError('id.invalid', sentence, { id: shown })
  }

  const time = id.slice(prefixOf(id).length).slice(0, timeLength)
  let value = 0
  for (const character of time) value = value * 32 + alphabet.indexOf(character)
  return value
}

/** The digits: Crockford's base 32, without I, L, O and U. */
export const alphabet: string = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ulidLength = 26
/** How many digits hold the time. */
export const timeLength = 10
const longestPrefix = 17
// The first digit of a time of 48 bits is no higher.
const highestFirst = '7'.charCodeAt(0)
/** The last millisecond that they hold. */
export const latestTime: number = 2 ** 48 - 1

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

/** Writes a whole number in so many digits of base 32. */
export function encode(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) {
    text = alphabet.charAt(rest % 32) + text
  }
  return text
}
