/** Tells values that can be read from those whose getters or proxies throw. */
import type { ValidationFailure } from '../../errors/index.ts'
import { isArray } from './values/plain.ts'
import { addFailure } from './check-failure.ts'

/** What is said of a value that throws when it is read. */
export const unreadable: readonly ValidationFailure[] = oneFailure()

/**
 * Tells whether each part of a value can be read without an error. What has more than 100,000 parts is not
 * read to its end, and counts as unreadable.
 */
export function isReadable(value: unknown): boolean {
  try {
    return readAll(value)
  } catch {
    return false
  }
}

const mostParts = 100_000

function readAll(value: unknown): boolean {
  const seen = new Set<unknown>()
  const waiting = [value]
  for (let read = 0; waiting.length > 0; read++) {
    if (read === mostParts) return false

    const part = waiting.pop()
    if (typeof part !== 'object' || part === null || seen.has(part)) continue

    seen.add(part)
    Object.getPrototypeOf(part)
    // A proxy without keys may throw for the ones that it is asked for.
    Reflect.get(part, '')
    for (const child of partsOf(part)) waiting.push(child)
  }
  return true
}

function partsOf(value: object): readonly unknown[] {
  return isArray(value) ? value.slice(0, mostParts) : Object.values(value)
}

function oneFailure(): readonly ValidationFailure[] {
  const found: ValidationFailure[] = []
  addFailure(found, '', 'unreadable', {})
  return Object.freeze(found)
}
