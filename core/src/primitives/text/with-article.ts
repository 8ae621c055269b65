/** Puts the indefinite article before a word: `an enum`, `a date`. */

/** Chooses by the first letter, which is right for the words that Plinth has for types. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`
}
