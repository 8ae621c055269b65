/** Reads from facts what stands at a path. */
import { isName } from '../check/check-path.ts'
import type { Path, Segment } from '../check/condition.ts'
import type { Facts } from '../rule.ts'

/** Reads a part of a record; of anything that is no record, nothing. */
export function partOf(value: unknown, name: string): unknown {
  return isObject(value) && !Array.isArray(value) ? value[name] : undefined
}

/** Tells whether a value may have parts: it is a record, or a list. */
export function isObject(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null
}

/** Reads what stands at a path, null if nothing does; of a path that crosses lists, the list of values. */
export function readPath(facts: Facts, { segments, isMany }: Path): unknown {
  const values = valuesAt(facts, segments)
  return isMany ? values : (values[0] ?? null)
}

/** Lists the values at the end of a path that crosses lists. */
export function valuesAt(facts: unknown, segments: readonly Segment[]): readonly unknown[] {
  let values: readonly unknown[] = [facts]
  for (const { name, isList } of segments) {
    values = values.flatMap((value) => {
      const part = partOf(value, name)
      return isList ? itemsOf(part) : [part]
    })
  }
  return values
}

/**
 * Tells whether a name means something to every list, text or function (`length`, `map`). Any other name
 * reads as undefined there, as it should, and needs no look at what it is read from.
 */
export function isInheritedByValues(name: string): boolean {
  return !isName(name) || inherited.has(name)
}

const prototypes = [Array, String, Number, Boolean, Function, BigInt, Symbol].map(
  ({ prototype }): object => prototype,
)
const inherited: ReadonlySet<string> = new Set(
  prototypes.flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
)

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
