/** Spoils data in one or two places: what is nearly right goes further than what is not. */
import type { Chance } from '../../chance.ts'
import { hostileText } from './texts.ts'
import { answersForItself, hostileValue } from './values.ts'

/** Copies plain data with one or two places spoiled. */
export function mutated(chance: Chance, data: unknown): unknown {
  const once = spoiled(chance, data)
  return chance.next() < 0.3 ? spoiled(chance, once) : once
}

function spoiled(chance: Chance, data: unknown): unknown {
  const isAlive = typeof data === 'object' && data !== null && answersForItself(data)
  const goesOn = chance.next() < 0.85 && !isAlive
  if (goesOn && Array.isArray(data) && data.length > 0 && data.length < 1_000) {
    return spoiledList(chance, data)
  }
  if (goesOn && isPlain(data)) return spoiledRecord(chance, data)
  return hostileValue(chance)
}

function spoiledList(chance: Chance, list: readonly unknown[]): unknown {
  const at = chance.between(0, list.length - 1)
  const kind = chance.next()
  if (kind < 0.1) return list.toSpliced(at, 1)
  if (kind < 0.2) return [...list, ...list]
  return list.with(at, spoiled(chance, list[at]))
}

function spoiledRecord(chance: Chance, record: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(record)
  if (entries.length === 0 || entries.length > 1_000) return hostileValue(chance)

  const at = chance.between(0, entries.length - 1)
  const [key = '', value] = entries[at] ?? []
  const kind = chance.next()
  if (kind < 0.1) return Object.fromEntries(entries.toSpliced(at, 1))
  if (kind < 0.2) return fromEntries([...entries, [hostileText(chance), value]])
  if (kind < 0.3) return fromEntries(entries.with(at, [hostileText(chance), value]))
  return fromEntries(entries.with(at, [key, spoiled(chance, value)]))
}

// As JSON does it: `__proto__` becomes a key like any other.
function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  const record = {}
  for (const [key, value] of entries) {
    Object.defineProperty(record, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return record
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.getPrototypeOf(value) === Object.prototype
}
