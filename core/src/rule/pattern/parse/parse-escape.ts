/** Reads what a backslash begins: a class such as `\d`, or a character that is written otherwise. */
import {
  type CharacterSet,
  complement,
  digits,
  lastCodePoint,
  whiteSpace,
  wordCharacters,
} from './character-set.ts'
import type { PatternText } from './pattern-text.ts'

/** Reads an escape behind its backslash; `extra` are characters that may be escaped only here. */
export function parseEscape(text: PatternText, extra: string = ''): CharacterSet {
  const position = text.position
  const letter = text.take()
  const known = classes.get(letter) ?? controls.get(letter)
  if (known) return known
  if (letter === 'x') return single(hexadecimal(text, 2))
  if (letter === 'u') return single(unicode(text))
  if (letter !== '' && (syntaxCharacters + extra).includes(letter)) return single(codeOf(letter))

  return text.refuse(reasonAgainst(letter), position - 1)
}

/** The set of one character. */
export function single(codePoint: number): CharacterSet {
  return [[codePoint, codePoint]]
}

/** The code point that a character is. */
export function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

const classes: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', digits],
  ['D', complement(digits)],
  ['w', wordCharacters],
  ['W', complement(wordCharacters)],
  ['s', whiteSpace],
  ['S', complement(whiteSpace)],
])

const controls: ReadonlyMap<string, CharacterSet> = new Map([
  ['t', single(0x09)],
  ['n', single(0x0a)],
  ['v', single(0x0b)],
  ['f', single(0x0c)],
  ['r', single(0x0d)],
])

const syntaxCharacters = '^$\\.*+?()[]{}|/'

function reasonAgainst(letter: string): string {
  if (letter === '') return 'a backslash needs a character behind it'
  if (/[1-9k]/.test(letter)) return `\\${letter} is a back reference, which no pattern may have`
  if (letter === 'b' || letter === 'B')
    return `\\${letter} is not supported; spell out what stands around`
  if (letter === 'p' || letter === 'P')
    return `\\${letter}{…} is not supported; write a class such as [A-Za-z]`
  return `\\${letter} is no escape; allowed are \\d \\w \\s \\D \\W \\S \\t \\n \\v \\f \\r \\xHH \\uHHHH \\u{H…} and ${syntaxCharacters}`
}

function unicode(text: PatternText): number {
  const position = text.position - 2
  const code = text.skip('{') ? bracedUnicode(text) : hexadecimal(text, 4)
  if (code > lastCodePoint) text.refuse('the last character of Unicode is \\u{10ffff}', position)
  if (code >= 0xd800 && code <= 0xdfff) {
    text.refuse('half a surrogate pair is no character; write it whole, as \\u{1f600}', position)
  }
  return code
}

function bracedUnicode(text: PatternText): number {
  const hex = text.takeWhile(/[0-9a-f]/i)
  if (hex === '' || !text.skip('}')) text.refuse('\\u{ needs hexadecimal digits and a }')
  return Number.parseInt(hex, 16)
}

function hexadecimal(text: PatternText, length: number): number {
  let hex = ''
  while (hex.length < length && /[0-9a-f]/i.test(text.peek())) hex += text.take()
  if (hex.length < length) text.refuse(`${length} hexadecimal digits have to stand here`)
  return Number.parseInt(hex, 16)
}
