/** Makes a copy of facts that may be written down: secrets hidden at any depth, size bounded. */
import type { LogFacts } from '@plinth/core'

/** Stands where a secret was. */
const hidden = '[hidden]'

/** Bounds: what lies beyond is cut, so that one line cannot fill a disk. */
const most = { depth: 8, items: 100, text: 4_000 } as const

/** Copies facts. Fields named like secrets, and passwords inside of addresses, are hidden. */
export function redact(facts: LogFacts): LogFacts {
  return copyFields(facts, 0)
}

/** Hides the password of each address in a text: `postgres://app:…@host` keeps the rest. */
export function withoutPasswords(text: string): string {
  return text.replace(addressPassword, `$1${hidden}@`)
}

// Bounded repetitions: a hostile text costs no more than its length.
const addressPassword = /(:\/\/[^\s:/@]{0,128}:)[^\s@]{1,256}@/g

const secretNames =
  /password|passwd|passphrase|secret|apikey|authorization|cookie|credential|privatekey|tokens?$/

function isSecretName(key: string): boolean {
  return secretNames.test(key.toLowerCase().replace(/[-_\s]/g, ''))
}

function copyFields(fields: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, most.items)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isSecretName(key) ? hidden : copy(value, depth + 1)]),
  )
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutPasswords(value.slice(0, most.text))
  if (typeof value === 'bigint') return value.toString()
  // One named toJSON would have the last word on the line.
  if (typeof value === 'function') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (depth > most.depth) return '[…]'
  if (value instanceof Error) return copyError(value, depth)
  if (value instanceof Date) return value
  if (Array.isArray(value)) return value.slice(0, most.items).map((item) => copy(item, depth + 1))
  if (writesItself(value)) return copy(value.toJSON(), depth + 1)
  return copyFields(value, depth)
}

// What an Error holds is mostly not enumerable.
function copyError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error
  const shown = { name, message, stack, ...(cause === undefined ? {} : { cause }) }
  return copyFields({ ...Object.fromEntries(Object.entries(error)), ...shown }, depth)
}

function writesItself(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function'
}
