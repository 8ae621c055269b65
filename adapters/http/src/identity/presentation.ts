/** Decides, once a request, which sensitive fields its caller may read in answers. */
import type { Actor, EntitySchema, PermissionResolver } from '@plinth/core'
import { createPresenter, messageType } from '@plinth/core/runtime'

/** Leaves out of answers what one caller may not read. */
export interface Presentation {
  /** Presents whatever a message answers: it looks for records and events in it. */
  any(value: unknown): Promise<unknown>
  /** Presents stored records of one entity; much cheaper, as there is nothing to look for. */
  records(schema: EntitySchema, rows: readonly object[]): Promise<readonly object[]>
}

/**
 * Makes the presentations of a system: sensitive fields are shown to callers who hold `….reveal` of
 * their entity. Without a resolver, to nobody.
 */
export function presentations(
  entities: readonly EntitySchema[],
  permissions: PermissionResolver | undefined,
): (actor: Actor) => Presentation {
  const secrets = new Map(entities.map((schema) => [schema, blanksOf(schema)]))
  const secretive = entities.filter((schema) => secrets.get(schema) !== null)
  const present = createPresenter(secretive)
  const mayReveal = (actor: Actor, schema: EntitySchema): boolean | Promise<boolean> =>
    actor.type === 'system' || (permissions?.permits(actor, messageType(schema, 'reveal')) ?? false)

  return (actor) => ({
    async any(value) {
      const hidden = new Set<EntitySchema>()
      for (const schema of secretive) if (!(await mayReveal(actor, schema))) hidden.add(schema)
      return hidden.size === 0 ? value : present(value, (schema) => !hidden.has(schema))
    },
    async records(schema, rows) {
      const blanks = secrets.get(schema) ?? null
      if (blanks === null || (await mayReveal(actor, schema))) return rows
      return rows.map((row) => ({ ...row, ...blanks }))
    },
  })
}

// JSON leaves out what is undefined, and overwriting is cheaper than leaving out.
function blanksOf({ fields }: EntitySchema): Readonly<Record<string, undefined>> | null {
  const sensitive = fields.filter((field) => field.sensitive)
  if (sensitive.length === 0) return null
  return Object.fromEntries(sensitive.map(({ key }) => [key, undefined]))
}
