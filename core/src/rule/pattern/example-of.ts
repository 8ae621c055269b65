/** Finds a text that matches a pattern, for whoever has to be shown one. */
import type { CharacterSet } from './parse/character-set.ts'
import type { PatternNode } from './parse/syntax-tree.ts'

/**
 * Builds a short text from the pattern's tree: each part as seldom as it may be, of each choice the first.
 * It matches, unless the pattern asks for a place (`^`, `$`) within the text.
 */
export function exampleOf(tree: PatternNode): string {
  switch (tree.kind) {
    case 'character':
      return characterOf(tree.of)
    case 'sequence':
      return tree.parts.map(exampleOf).join('')
    case 'choice':
      return tree.parts[0] ? exampleOf(tree.parts[0]) : ''
    case 'repeat':
      return exampleOf(tree.part).repeat(tree.min)
    case 'start':
    case 'end':
      return ''
  }
}

const preferred = ['a', 'A', '0', '_', ' ']

function characterOf(set: CharacterSet): string {
  const known = preferred.find((character) => {
    const code = character.charCodeAt(0)
    return set.some(([first, last]) => first <= code && code <= last)
  })
  return known ?? String.fromCodePoint(set[0]?.[0] ?? 0)
}
