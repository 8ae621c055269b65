/** Finds keys that could change what objects inherit, wherever such a value is copied carelessly. */

/** Finds the way to the first `__proto__`, or `constructor` with a `prototype`; null when there is none. */
export function forbiddenKey(text: string, value: unknown): readonly string[] | null {
  return suspect.test(text) ? (wayTo(value)?.toReversed() ?? null) : null
}

// Each letter may be written as an escape. Most texts have no such word, and are not searched.
const suspect = new RegExp(`${spelled('__proto__')}|${spelled('constructor')}`)

function spelled(word: string): string {
  return [...word].map((letter) => `(?:${letter}|\\\\u00${anyCase(letter)})`).join('')
}

function anyCase(letter: string): string {
  const digits = letter.charCodeAt(0).toString(16)
  return digits.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

/** The keys that lead there, from inside out. */
function wayTo(value: unknown): string[] | null {
  if (!isObject(value)) return null

  for (const key of Object.keys(value)) {
    const inner = value[key]
    if (!isObject(inner) && key !== '__proto__') continue
    if (isForbidden(key, inner)) return [key]
    const way = wayTo(inner)
    if (way) return [...way, key]
  }
  return null
}

function isForbidden(key: string, value: unknown): boolean {
  if (key === '__proto__') return true
  return key === 'constructor' && isObject(value) && Object.hasOwn(value, 'prototype')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
