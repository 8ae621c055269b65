/** Leaves sensitive fields out of what the system answers. */
import type { EntitySchema } from '../../entity/index.ts'
import { crossingName } from '../../repository/index.ts'

/** Copies an answer without the sensitive fields of entities that the caller may not reveal. */
export type Present = (value: unknown, mayReveal: (schema: EntitySchema) => boolean) => unknown

/**
 * Makes the presenter of a system. It knows a record by its id's prefix, and an event by its
 * aggregate's type, wherever in the answer they stand.
 */
export function createPresenter(entities: readonly EntitySchema[]): Present {
  const secretive = entities.filter((schema) => sensitiveKeys(schema).length > 0)
  if (secretive.length === 0) return (value) => value

  const byPrefix = new Map(secretive.map((schema) => [schema.idPrefix, schema]))
  const byName = new Map(secretive.map((schema) => [schema.name, schema]))

  return function present(value, mayReveal): unknown {
    if (Array.isArray(value)) return value.map((item) => present(item, mayReveal))
    if (!isObject(value)) return value

    const hidden = hiddenKeys(recordSchema(value, byPrefix), mayReveal)
    const eventOf = byName.get(String(value['aggregateType']))
    const entries = Object.entries(value).filter(([key]) => !hidden.has(key))
    return Object.fromEntries(
      entries.map(([key, inner]) => [
        key,
        key === 'payload' && eventOf
          ? present(without(inner, hiddenKeys(eventOf, mayReveal)), mayReveal)
          : present(inner, mayReveal),
      ]),
    )
  }
}

// What a sensitive ref leads to tells as much as the ref.
function sensitiveKeys({ fields }: EntitySchema): readonly string[] {
  const keys = new Set(fields.map(({ key }) => key))
  return fields
    .filter(({ sensitive }) => sensitive)
    .flatMap((field) => {
      const behind = crossingName(field)
      return behind === null || keys.has(behind) ? [field.key] : [field.key, behind]
    })
}

function hiddenKeys(
  schema: EntitySchema | undefined,
  mayReveal: (schema: EntitySchema) => boolean,
): ReadonlySet<string> {
  return new Set(schema && !mayReveal(schema) ? sensitiveKeys(schema) : [])
}

function recordSchema(
  { id, version }: Readonly<Record<string, unknown>>,
  byPrefix: ReadonlyMap<string, EntitySchema>,
): EntitySchema | undefined {
  if (typeof id !== 'string' || typeof version !== 'number') return undefined
  return byPrefix.get(id.slice(0, id.indexOf('_') + 1))
}

function without(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !hidden.has(key)))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
