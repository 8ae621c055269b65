/** Sets of characters (Unicode code points), and the ones that patterns have a name for. */

/** From the first code point to the last, both included. */
export type CharacterRange = readonly [first: number, last: number]

/** Ranges in rising order that neither touch nor overlap. */
export type CharacterSet = readonly CharacterRange[]

/** The greatest code point of Unicode. */
export const lastCodePoint = 0x10ffff

/** Puts ranges in order and joins those that touch or overlap. */
export function characterSet(ranges: readonly CharacterRange[]): CharacterSet {
  const joined: [number, number][] = []
  for (const [first, last] of ranges.toSorted(([one], [other]) => one - other)) {
    const before = joined.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else joined.push([first, last])
  }
  return joined
}

/** Takes all characters that the set has not. */
export function complement(set: CharacterSet): CharacterSet {
  const rest: CharacterRange[] = []
  let next = 0
  for (const [first, last] of set) {
    if (first > next) rest.push([next, first - 1])
    next = last + 1
  }
  if (next <= lastCodePoint) rest.push([next, lastCodePoint])
  return rest
}

/** `\d`: 0 to 9, and no other digit of Unicode. */
export const digits: CharacterSet = [[0x30, 0x39]]

/** `\w`: letters and digits of ASCII, and the underscore. */
export const wordCharacters: CharacterSet = characterSet([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
])

/** `\s`: white space and line ends as ECMAScript defines them, in Unicode. */
export const whiteSpace: CharacterSet = characterSet([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
])

/** `.`: any character but the four line ends of ECMAScript. */
export const withinLine: CharacterSet = complement([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
])
