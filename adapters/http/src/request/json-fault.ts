/** Finds where a text stops being JSON: engines tell it in different words, or not at all. */

/** The first place at which a text is not JSON (RFC 8259). */
export interface JsonFault {
  /** In UTF-16 units, from 0. */
  readonly position: number
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  /** What stands there: one character, or empty at the end of the text. */
  readonly found: string
}

/** Finds the fault of a text that `JSON.parse` has refused. Linear; it recurses nowhere. */
export function jsonFault(text: string): JsonFault {
  const position = firstFault(text)
  const before = text.slice(0, position)
  const point = text.codePointAt(position)
  const found = point === undefined ? '' : String.fromCodePoint(point)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return { position, line, column: position - lineStart + 1, found }
}

/** What may come next. Some are told apart because JSON takes no comma before a closing bracket. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end'

/** A place in the text, and what leads there. Changed in place: a body may have half a million tokens. */
interface Walk {
  readonly text: string
  at: number
  expected: Expected
  /** The brackets that are open, from outside in. */
  readonly open: string[]
}

function firstFault(text: string): number {
  const walk: Walk = { text, at: 0, expected: 'value', open: [] }
  skipSpace(walk)
  while (walk.at < text.length && takeToken(walk)) skipSpace(walk)
  return walk.at
}

/** Goes over one token; false, without having moved, when it does not fit. */
function takeToken(walk: Walk): boolean {
  const unit = walk.text.charAt(walk.at)
  switch (walk.expected) {
    case 'colon':
      return unit === ':' && go(walk, 1, 'value')
    case 'comma or end':
      return takeAfterValue(walk, unit)
    case 'key or }':
      return unit === '}' ? close(walk) : takeMatch(walk, textToken, 'colon')
    case 'key':
      return takeMatch(walk, textToken, 'colon')
    case 'value or ]':
      return unit === ']' ? close(walk) : takeValue(walk, unit)
    case 'value':
      return takeValue(walk, unit)
  }
}

function takeValue(walk: Walk, unit: string): boolean {
  if (unit !== '[' && unit !== '{') return takeMatch(walk, scalarToken, 'comma or end')

  walk.open.push(unit)
  return go(walk, 1, unit === '[' ? 'value or ]' : 'key or }')
}

function takeAfterValue(walk: Walk, unit: string): boolean {
  const inside = walk.open.at(-1)
  if (unit === ',' && inside) return go(walk, 1, inside === '[' ? 'value' : 'key')

  const isEnd = (unit === ']' && inside === '[') || (unit === '}' && inside === '{')
  return isEnd && close(walk)
}

function close(walk: Walk): boolean {
  walk.open.pop()
  return go(walk, 1, 'comma or end')
}

const textToken = /"(?:[\x20!#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y
const scalarToken =
  /"(?:[\x20!#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

function takeMatch(walk: Walk, token: RegExp, expected: Expected): boolean {
  token.lastIndex = walk.at
  return token.test(walk.text) && go(walk, token.lastIndex - walk.at, expected)
}

function go(walk: Walk, units: number, expected: Expected): true {
  walk.at += units
  walk.expected = expected
  return true
}

function skipSpace(walk: Walk): void {
  while (isSpace(walk.text.charCodeAt(walk.at))) walk.at++
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09
}
