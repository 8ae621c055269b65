/** Reads JSON of which nothing is known: what is not there is null, or an empty list. */

/** The value under a key of an object, or under a path of keys: `page.next`. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return null
    found = Reflect.get(found, key)
  }
  return found
}

/** The text under a path. @throws Error when there is none: the proof expects one */
export function textAt(value: unknown, path: string): string {
  const text = valueAt(value, path)
  if (typeof text === 'string') return text
  throw new Error(`there is no text under "${path}" in ${JSON.stringify(value).slice(0, 200)}`)
}

/** The number under a path. @throws Error when there is none: the proof expects one */
export function numberAt(value: unknown, path: string): number {
  const number = valueAt(value, path)
  if (typeof number === 'number') return number
  throw new Error(`there is no number under "${path}" in ${JSON.stringify(value).slice(0, 200)}`)
}

/** The list under a path. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const list = valueAt(value, path)
  return Array.isArray(list) ? list : []
}

/** The entries of an object. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Parses JSON; null for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
