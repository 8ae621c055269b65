/** Lays out what a rule reads: each record that has to be loaded is read once, before anything is decided. */
import { CoreError } from '../../errors/index.ts'
import type { Path, Segment } from '../check/condition.ts'
import type { Facts } from '../rule.ts'
import { isInheritedByValues, isObject, partOf, valuesAt } from './read-facts.ts'

/**
 * The facts, and the records that had to be loaded, each in its slot: 0 are the facts, 1 and 2 the first two
 * records, 3 and on the others. Most rules need no more than two, and named slots cost half of a list.
 */
export interface Scope {
  readonly facts: Facts
  readonly first: unknown
  readonly second: unknown
  readonly others: readonly unknown[]
}

/** Where a value stands in a scope. */
export interface Source {
  /** The slot of the record that the path begins in. */
  readonly slot: number
  /** The name in that record. */
  readonly name: string
  /** The name in what stands there, if there is more to the path. */
  readonly next: string | null
  /** All names, when there are more than two, or some that lists and texts have as well. */
  readonly names: readonly string[] | null
}

/** Knows the slots of a rule. */
export interface Layout {
  /**
   * Fills the slots. It refuses facts in which something is missing that had to be loaded: a root, or the
   * record behind a ref that a path crosses, whatever the rule would decide without it.
   *
   * @throws CoreError `rule.fact-missing`, which names what is missing.
   */
  readonly open: (facts: Facts) => Scope
  /** Tells where the value at a path stands. */
  readonly sourceOf: (path: Path) => Source
}

/** Lays out the paths of a rule. */
export function layoutOf(paths: readonly Path[]): Layout {
  const prefixes = loadedPrefixes(paths)
  const lists = prefixes.filter((prefix) => prefix.some(({ isList }) => isList))
  const single = prefixes.filter((prefix) => !lists.includes(prefix))
  const slots = new Map(single.map((prefix, index) => [textOf(prefix), index + 1]))
  const slotOf = (segments: readonly Segment[]) => slots.get(textOf(segments)) ?? 0

  const records = single.map((prefix) => recordOf(prefix, slotOf(prefix.slice(0, -1))))
  const open = opener(records)
  return {
    open: lists.length > 0 ? withLists(open, lists) : open,
    sourceOf: ({ segments }) => {
      const begins = segments.findLastIndex(({ isLoaded }) => isLoaded) + 1
      const slot = slotOf(segments.slice(0, begins))
      const names = segments.slice(begins).map(({ name }) => name)
      return sourceOf(slot, names)
    },
  }
}

/** Reads a value from a scope. Undefined and null both say that there is none. */
export function valueAt(scope: Scope, { slot, name, next, names }: Source): unknown {
  const record = recordIn(scope, slot)
  if (names !== null) return names.reduce(partOf, record)

  const value = isObject(record) ? record[name] : undefined
  if (next === null) return value
  return isObject(value) ? value[next] : undefined
}

function recordIn(scope: Scope, slot: number): unknown {
  if (slot === 1) return scope.first
  if (slot === 0) return scope.facts
  return slot === 2 ? scope.second : scope.others[slot - 3]
}

/** Lists the beginnings of paths that have to be loaded, each once, the shorter before the longer. */
export function loadedPrefixes(paths: readonly Path[]): readonly (readonly Segment[])[] {
  const prefixes = new Map<string, readonly Segment[]>()
  for (const { segments } of paths) {
    for (const [index, { isLoaded }] of segments.entries()) {
      const prefix = segments.slice(0, index + 1)
      if (isLoaded) prefixes.set(textOf(prefix), prefix)
    }
  }
  return [...prefixes.values()].toSorted((one, other) => one.length - other.length)
}

/** Writes segments as a path. */
export function textOf(segments: readonly Segment[]): string {
  return segments.map(({ name }) => name).join('.')
}

/** Makes the error that tells of a fact that was not loaded. */
export function factMissing(path: string): CoreError {
  const message = `the rule reads ${path}, which was not loaded; a fact that does not exist is null`
  return new CoreError('rule.fact-missing', message, { path })
}

interface LoadedRecord {
  readonly source: Source
  readonly text: string
}

function recordOf(prefix: readonly Segment[], slot: number): LoadedRecord {
  const name = prefix.at(-1)?.name ?? ''
  return { source: sourceOf(slot, [name]), text: textOf(prefix) }
}

function sourceOf(slot: number, names: readonly string[]): Source {
  const [name = '', next = null, ...more] = names
  const isPlain = more.length === 0 && !names.some(isInheritedByValues)
  return { slot, name, next, names: isPlain ? null : names }
}

// A root is read without a detour: what most rules read is one root, or two.
function opener([first, second, ...more]: readonly LoadedRecord[]): Layout['open'] {
  if (!first) return (facts) => ({ facts, first: null, second: null, others: none })

  const root = first.text
  if (!second) {
    return (facts) => ({ facts, first: loadedRoot(facts, root), second: null, others: none })
  }
  if (more.length > 0 || second.source.slot !== 0) return openerOfMany(first, second, more)

  const other = second.text
  return (facts) => ({
    facts,
    first: loadedRoot(facts, root),
    second: loadedRoot(facts, other),
    others: none,
  })
}

const none: readonly unknown[] = []

function openerOfMany(
  first: LoadedRecord,
  second: LoadedRecord,
  more: readonly LoadedRecord[],
): Layout['open'] {
  return (facts) => {
    const others: unknown[] = []
    const start = { facts, first: loadedRoot(facts, first.text), second: null, others }
    const scope = { ...start, second: loadedRecord(start, second) }
    for (const record of more) others.push(loadedRecord(scope, record))
    return scope
  }
}

function loadedRoot(facts: Facts, name: string): unknown {
  const record = facts[name]
  if (record === undefined) throw factMissing(name)
  return record
}

function loadedRecord(scope: Scope, { source, text }: LoadedRecord): unknown {
  const record = valueAt(scope, source)
  // Where the owner is none, there is nothing that could have been loaded.
  if (record === undefined && isObject(recordIn(scope, source.slot))) throw factMissing(text)
  return record
}

function withLists(open: Layout['open'], lists: readonly (readonly Segment[])[]): Layout['open'] {
  return (facts) => {
    for (const prefix of lists) requireList(facts, prefix)
    return open(facts)
  }
}

function requireList(facts: Facts, prefix: readonly Segment[]): void {
  const name = prefix.at(-1)?.name ?? ''
  for (const owner of valuesAt(facts, prefix.slice(0, -1))) {
    if (isObject(owner) && partOf(owner, name) === undefined) throw factMissing(textOf(prefix))
  }
}
