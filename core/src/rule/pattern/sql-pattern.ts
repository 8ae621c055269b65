/** Writes a pattern so that Postgres reads the same language: no class has a name, no escape a locale. */
import { type CharacterSet, complement } from './parse/character-set.ts'
import type { PatternNode } from './parse/syntax-tree.ts'

/**
 * Writes a pattern's tree as a Postgres regular expression (ARE), to be used with `~`.
 *
 * Every class is written out in code points, and nothing in it depends on a collation or a flag. The
 * caller adds the bound of `longestSubject`: `char_length(x) <= 1024 and x ~ $1`.
 */
export function toSqlPattern(tree: PatternNode): string {
  switch (tree.kind) {
    case 'character':
      return classText(tree.of)
    case 'sequence':
      return tree.parts.map(toSqlPattern).join('')
    case 'choice':
      return group(tree.parts.map(toSqlPattern).join('|'))
    case 'repeat':
      return `${group(toSqlPattern(tree.part))}${timesText(tree.min, tree.max)}`
    case 'start':
      return '^'
    case 'end':
      return '$'
  }
}

function group(text: string): string {
  return `(?:${text})`
}

function timesText(min: number, max: number | null): string {
  return max === null ? `{${min},}` : `{${min},${max}}`
}

// Postgres stores no NUL and no half of a surrogate pair, so a class and its complement may both be used.
function classText(set: CharacterSet): string {
  const others = complement(set)
  if (others.length === 0) return '.'
  return others.length < set.length ? `[^${rangesText(others)}]` : `[${rangesText(set)}]`
}

function rangesText(set: CharacterSet): string {
  return set
    .map(([first, last]) =>
      first === last ? codeText(first) : `${codeText(first)}-${codeText(last)}`,
    )
    .join('')
}

// A NUL cannot stand in the text of a query; 1 is the least code point there.
function codeText(codePoint: number): string {
  const code = Math.max(codePoint, 1)
  const character = String.fromCodePoint(code)
  if (/[A-Za-z0-9]/.test(character)) return character
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}
