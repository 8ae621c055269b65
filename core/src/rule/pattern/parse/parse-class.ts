/** Reads a class, `[a-z_]` or `[^0-9]`, as the set of characters that it holds. */
import {
  type CharacterRange,
  type CharacterSet,
  characterSet,
  complement,
} from './character-set.ts'
import { codeOf, parseEscape, single } from './parse-escape.ts'
import type { PatternText } from './pattern-text.ts'

/** Reads a class behind its opening bracket. */
export function parseClass(text: PatternText): CharacterSet {
  const position = text.position - 1
  const isNegated = text.skip('^')
  const ranges: CharacterRange[] = []
  while (!text.skip(']')) {
    if (text.isAtEnd) text.refuse('the class has no ]', position)
    ranges.push(...parseItem(text))
  }

  const set = isNegated ? complement(characterSet(ranges)) : characterSet(ranges)
  if (ranges.length === 0 || set.length === 0)
    text.refuse('no character is in this class', position)
  return set
}

function parseItem(text: PatternText): CharacterSet {
  const position = text.position
  const first = parseMember(text)
  if (text.peek() !== '-' || !text.skip('-')) return first
  // A hyphen at the end stands for itself.
  if (text.peek() === ']') return [...first, ...single(codeOf('-'))]

  const last = parseMember(text)
  return [rangeOf(text, { first, last, position })]
}

function parseMember(text: PatternText): CharacterSet {
  if (text.isAtEnd) text.refuse('the class has no ]')
  return text.skip('\\') ? parseEscape(text, '-') : single(codeOf(text.take()))
}

interface Ends {
  readonly first: CharacterSet
  readonly last: CharacterSet
  readonly position: number
}

function rangeOf(text: PatternText, { first, last, position }: Ends): CharacterRange {
  const from = onlyOne(first)
  const to = onlyOne(last)
  if (from === undefined || to === undefined) {
    return text.refuse('a range goes from one character to another', position)
  }
  if (from > to) text.refuse('a range goes from the lesser character to the greater', position)
  return [from, to]
}

function onlyOne(set: CharacterSet): number | undefined {
  const [range] = set
  return set.length === 1 && range && range[0] === range[1] ? range[0] : undefined
}
