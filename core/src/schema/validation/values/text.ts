/** What a text may hold: all of Unicode that a database can store and another system can read. */

/** Tells whether a text is free of NUL and of halves of surrogate pairs. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** Finds the first character that cannot be stored; −1 when there is none. */
export function firstUnstorable(text: string): number {
  return isStorable(text) ? -1 : text.search(unstorable)
}

// With the flag `u` a surrogate matches only when it stands alone.
const unstorable = /[\0\ud800-\udfff]/u
