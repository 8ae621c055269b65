/** Checks that a value is JSON of bounded depth and size, fit to be stored. */
import { excerpt } from '../../../primitives/index.ts'
import { isRecord, kindOf } from './plain.ts'
import { firstUnstorable } from './text.ts'

/** What keeps a value from being stored as JSON, and where in it. */
export interface JsonProblem {
  /** Dotted path inside the value; empty for the value itself. Cut when long. */
  readonly at: string
  /** What is wrong there: `holds a function`. */
  readonly reason: string
}

/** How deep JSON may nest. */
const jsonDepth = 32

/** How large JSON may be: each value and each character of a text or a key counts 1. */
const jsonSize = 100_000

/** Finds the first thing that keeps a value from being stored as JSON; null when there is nothing. */
export function jsonProblem(value: unknown): JsonProblem | null {
  const walk: Walk = { left: jsonSize, trail: [] }
  const reason = reasonAgainst(value, walk)
  return reason === null ? null : { at: excerpt(walk.trail.join('.')), reason }
}

interface Walk {
  left: number
  /** Where the walk is; after a problem, where it was found. */
  readonly trail: (string | number)[]
}

function reasonAgainst(value: unknown, walk: Walk): string | null {
  walk.left -= 1
  if (walk.left < 0) return `is larger than ${jsonSize} characters and values`
  if (value === null || typeof value === 'boolean') return null
  if (typeof value === 'number') return Number.isFinite(value) ? null : `holds ${value}`
  if (typeof value === 'string') return reasonAgainstText(value, walk)
  if (walk.trail.length >= jsonDepth) return `nests deeper than ${jsonDepth} levels`
  if (Array.isArray(value)) return reasonAgainstItems(value, walk)
  if (isRecord(value)) return reasonAgainstEntries(value, walk)
  return `holds ${kindOf(value) === 'object' ? 'an instance of a class' : `a value of type ${typeof value}`}`
}

function reasonAgainstText(text: string, walk: Walk): string | null {
  walk.left -= text.length
  if (walk.left < 0) return `is larger than ${jsonSize} characters and values`
  return firstUnstorable(text) < 0 ? null : 'holds a NUL or half a surrogate pair'
}

function reasonAgainstItems(items: readonly unknown[], walk: Walk): string | null {
  for (let index = 0; index < items.length; index++) {
    walk.trail.push(index)
    const reason = reasonAgainst(items[index], walk)
    if (reason !== null) return reason
    walk.trail.pop()
  }
  return null
}

function reasonAgainstEntries(
  record: Readonly<Record<string, unknown>>,
  walk: Walk,
): string | null {
  for (const key of Object.keys(record)) {
    walk.trail.push(key)
    const reason = reasonAgainstKey(key, walk) ?? reasonAgainst(record[key], walk)
    if (reason !== null) return reason
    walk.trail.pop()
  }
  return null
}

function reasonAgainstKey(key: string, walk: Walk): string | null {
  return key === '__proto__' ? 'holds the key "__proto__"' : reasonAgainstText(key, walk)
}
