/** Shows a value from outside as text: short, and of characters that every log and database can hold. */

/** Cuts the text of a value to its first 64 characters, and replaces NUL and halves of surrogate pairs in them by U+FFFD. */
export function excerpt(value: unknown): string {
  const text = String(value)
  if (text.length <= shownLength && !unstorable.test(text)) return text

  return `${text.slice(0, shownLength).replace(everyUnstorable, '\ufffd')}…`
}

const shownLength = 64

// With the flag `u` a surrogate matches only when it stands alone.
const unstorable = /[\0\ud800-\udfff]/u
const everyUnstorable = /[\0\ud800-\udfff]/gu
