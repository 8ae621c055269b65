/** Reads the text of a pattern: ECMAScript's syntax with the flag `u`, without what cannot be linear. */
import { withinLine } from './character-set.ts'
import { parseClass } from './parse-class.ts'
import { codeOf, parseEscape, single } from './parse-escape.ts'
import { PatternText } from './pattern-text.ts'
import type { PatternNode } from './syntax-tree.ts'

/** The longest text of a pattern, in UTF-16 units. */
const longestPattern = 512

/** The most times that `{n}` may ask for: as many as Postgres allows. */
const mostRepeats = 255

/**
 * Reads literals (any character of Unicode), `.`, classes, the escapes of `parseEscape`, groups (which
 * capture nothing), `|`, `^`, `$`, and `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, lazy or not (which makes no
 * difference to whether something matches).
 *
 * @throws PatternRefusedError for anything else: lookaround, back references, `\b`, flags, names.
 */
export function parsePattern(source: string): PatternNode {
  const text = new PatternText(source)
  if (source.length > longestPattern) {
    text.refuse(`a pattern has at most ${longestPattern} characters; this one has ${source.length}`)
  }

  const tree = parseChoice(text)
  if (!text.isAtEnd) text.refuse(`"${text.peek()}" closes nothing; write \\${text.peek()}`)
  return tree
}

function parseChoice(text: PatternText): PatternNode {
  const parts = [parseSequence(text)]
  while (text.skip('|')) parts.push(parseSequence(text))
  return onlyOf(parts) ?? { kind: 'choice', parts }
}

function parseSequence(text: PatternText): PatternNode {
  const parts: PatternNode[] = []
  while (!text.isAtEnd && text.peek() !== '|' && text.peek() !== ')') parts.push(parseRepeat(text))
  return onlyOf(parts) ?? { kind: 'sequence', parts }
}

function onlyOf(parts: readonly PatternNode[]): PatternNode | undefined {
  return parts.length === 1 ? parts[0] : undefined
}

function parseRepeat(text: PatternText): PatternNode {
  const part = parseAtom(text)
  const position = text.position
  const times = parseTimes(text)
  if (!times) return part

  if (part.kind === 'start' || part.kind === 'end')
    text.refuse('a place cannot be repeated', position)
  text.skip('?')
  if (/[*+?{]/.test(text.peek())) text.refuse('what is repeated already needs a group: (?:…)')
  return { kind: 'repeat', part, ...times }
}

interface Times {
  readonly min: number
  readonly max: number | null
}

function parseTimes(text: PatternText): Times | null {
  if (text.skip('*')) return { min: 0, max: null }
  if (text.skip('+')) return { min: 1, max: null }
  if (text.skip('?')) return { min: 0, max: 1 }
  return text.peek() === '{' ? parseBraces(text) : null
}

function parseBraces(text: PatternText): Times {
  const position = text.position
  text.skip('{')
  const least = text.takeWhile(/\d/)
  const isRange = text.skip(',')
  const most = isRange ? text.takeWhile(/\d/) : least
  if (least === '' || !text.skip('}')) {
    text.refuse('{ begins {n}, {n,} or {n,m}; the character itself is \\{', position)
  }

  const min = Number(least)
  const max = most === '' ? null : Number(most)
  if (Math.max(min, max ?? 0) > mostRepeats) {
    text.refuse(`a part repeats at most ${mostRepeats} times`, position)
  }
  if (max !== null && max < min) text.refuse(`${min} is more than ${max}`, position)
  return { min, max }
}

function parseAtom(text: PatternText): PatternNode {
  const position = text.position
  const character = text.take()
  if (character === '^') return { kind: 'start' }
  if (character === '$') return { kind: 'end' }
  if (character === '(') return parseGroup(text, position)
  if (character === '.') return { kind: 'character', of: withinLine }
  if (character === '[') return { kind: 'character', of: parseClass(text) }
  if (character === '\\') return { kind: 'character', of: parseEscape(text) }
  if (/[*+?{]/.test(character)) text.refuse(`"${character}" has nothing to repeat`, position)
  if (/[\]}]/.test(character)) {
    text.refuse(`"${character}" closes nothing; write \\${character}`, position)
  }
  return { kind: 'character', of: single(codeOf(character)) }
}

function parseGroup(text: PatternText, position: number): PatternNode {
  if (text.skip('?') && !text.skip(':')) text.refuse(reasonAgainstGroup(text), position)

  const inside = parseChoice(text)
  if (!text.skip(')')) text.refuse('the group has no )', position)
  // A place in a group of its own may be repeated; the sequence around it says so.
  return inside.kind === 'start' || inside.kind === 'end'
    ? { kind: 'sequence', parts: [inside] }
    : inside
}

function reasonAgainstGroup(text: PatternText): string {
  if (text.peek() === '=' || text.peek() === '!') return 'looking ahead is not supported'
  if (text.skip('<=') || text.skip('<!')) return 'looking behind is not supported'
  if (text.peek() === '<') return 'groups have no names here; write (?:…)'
  return 'flags are not supported; write (?:…), and both cases as in [Aa]'
}
