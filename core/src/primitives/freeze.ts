/** Makes a definition unchangeable, all the way down. */

/**
 * Freezes plain objects and arrays with all they hold, in place, and returns the value itself.
 *
 * Functions, and objects of a class (a `Map`, a `RegExp`, a `Date`), are left as they are: they are not
 * plain data. Circles are fine.
 */
export function deepFreeze<T>(value: T): T {
  freezeAll(value, new Set())
  return value
}

function freezeAll(value: unknown, seen: Set<object>): void {
  if (!isPlain(value) || seen.has(value)) return

  seen.add(value)
  Object.freeze(value)
  for (const part of Object.values(value)) freezeAll(part, seen)
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true

  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
