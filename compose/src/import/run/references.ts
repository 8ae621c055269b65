/** Finds the records that rows refer to: many at a time, and each once while it is remembered. */
import type { ReferenceTarget } from '../plan/row-plan.ts'
import type { PendingReference } from './read-row.ts'

/** Finds the ids of records by a unique field. Values that nobody has are left out. */
export type FindIds = (
  target: ReferenceTarget,
  values: readonly KnownValue[],
) => Promise<ReadonlyMap<KnownValue, string>>

/** What a record is known by. */
export type KnownValue = string | number

/** The ids found: keep asking with the references that were resolved. */
export interface References {
  /** Looks up all that is not remembered, in one question a target; finds nothing twice. */
  resolve(references: readonly PendingReference[]): Promise<IdOf>
}

/** Answers with the id that a reference stands for; undefined when there is no such record. */
export type IdOf = (reference: PendingReference) => string | undefined

/** Creates a memory of at most 20,000 records a target; the oldest give way. */
export function createReferences(findIds: FindIds): References {
  const memories = new Map<string, Map<KnownValue, string>>()

  return {
    async resolve(references) {
      const found = new Map<string, Map<KnownValue, string>>()
      for (const [name, wanted] of byTarget(references)) {
        const memory = memories.get(name) ?? new Map<KnownValue, string>()
        memories.set(name, memory)
        found.set(name, await recall(memory, wanted, findIds))
      }
      return ({ target, known }) => found.get(targetName(target))?.get(known)
    },
  }
}

/** References of one kind: where they lead, and to whom. */
interface Wanted {
  readonly target: ReferenceTarget
  readonly values: Set<KnownValue>
}

const remembered = 20_000

/** The most values in one question: what a filter's list and a page of an answer both hold. */
const askedAtOnce = 500

async function recall(
  memory: Map<KnownValue, string>,
  { target, values }: Wanted,
  findIds: FindIds,
): Promise<Map<KnownValue, string>> {
  const found = new Map<KnownValue, string>()
  const unknown: KnownValue[] = []
  for (const value of values) {
    const id = memory.get(value)
    if (id === undefined) unknown.push(value)
    else found.set(value, id)
  }

  for (let start = 0; start < unknown.length; start += askedAtOnce) {
    const answer = await findIds(target, unknown.slice(start, start + askedAtOnce))
    for (const [value, id] of answer) {
      found.set(value, id)
      remember(memory, value, id)
    }
  }
  return found
}

// A Map keeps the order in which its keys came.
function remember(memory: Map<KnownValue, string>, value: KnownValue, id: string): void {
  const [oldest] = memory.size >= remembered ? memory.keys() : []
  if (oldest !== undefined) memory.delete(oldest)
  memory.set(value, id)
}

function byTarget(references: readonly PendingReference[]): Map<string, Wanted> {
  const groups = new Map<string, Wanted>()
  for (const { target, known } of references) {
    const name = targetName(target)
    const group = groups.get(name) ?? { target, values: new Set() }
    group.values.add(known)
    groups.set(name, group)
  }
  return groups
}

function targetName({ schema, field }: ReferenceTarget): string {
  return `${schema.name}.${field}`
}
