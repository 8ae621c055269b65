/** Makes facts in which one value is another one. */
import type { Path } from '../check/condition.ts'
import { partOf } from '../evaluate/read-facts.ts'
import type { Facts } from '../rule.ts'

/** Tells whether a value could be put at a path: the records on the way are there, and each is one. */
export function isReachable(facts: Facts, { segments, isMany }: Path): boolean {
  if (isMany) return false

  let owner: unknown = facts
  for (const { name } of segments.slice(0, -1)) owner = partOf(owner, name)
  return isRecord(owner)
}

/** Copies the facts with a value put at a path. What is not on the way is shared. */
export function withValue(facts: Facts, { segments }: Path, value: unknown): Facts {
  return withPart(
    facts,
    segments.map(({ name }) => name),
    value,
  )
}

function withPart(owner: unknown, names: readonly string[], value: unknown): Facts {
  const record = isRecord(owner) ? owner : {}
  const [name, ...more] = names
  if (name === undefined) return record
  return { ...record, [name]: more.length > 0 ? withPart(record[name], more, value) : value }
}

function isRecord(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
