/** Tells records from other objects, and names the kind of any value. */

/**
 * Tells whether a value is a plain object: `{ … }`, one without a prototype, or one of another realm.
 * Lists, dates, maps and instances of classes are not.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false

  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return true
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Names the kind of a value for people: `null`, `list`, `text`, `number`, … */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value
}

/** Tells whether a value is an array, whatever its items are. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** Tells whether an object has exactly two keys. */
export function hasTwoKeys(value: object): boolean {
  let keys = 0
  for (const _key in value) keys++
  return keys === 2
}
