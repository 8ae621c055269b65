/** What a caller may see of a rule's facts, and could change himself. */
import type { Actor } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { crossingName } from '../../repository/index.ts'
import type { CompiledRule, Path } from '../../rule/index.ts'
import type { Kernel } from '../kernel.ts'

/** Answers by path, as explanations and remedies ask. */
export interface Insight {
  readonly canRead: (path: string) => boolean
  readonly canChange: (path: string) => boolean
}

/** Rules about a record of an entity. */
export interface RuleGround {
  readonly schema: EntitySchema
  readonly rules: readonly CompiledRule[]
}

/**
 * Finds out what the actor may read and change of what the rules read.
 *
 * He reads what is not sensitive and belongs to an entity that he may read; he could change the
 * payload, and the record's own fields that no machine drives, when he may update it.
 */
export async function insightOf(
  { schemas, permissions }: Pick<Kernel, 'schemas' | 'permissions'>,
  actor: Actor,
  { schema, rules }: RuleGround,
): Promise<Insight> {
  const holds = async ({ namespace, singular }: EntitySchema, verb: string) =>
    actor.type === 'system' ||
    (await permissions.permits(actor, `${namespace}.${singular}.${verb}`))

  const mayUpdate = await holds(schema, 'update')
  const readable = new Set<string>()
  const changeable = new Set<string>()
  for (const path of rules.flatMap((rule) => rule.reads)) {
    const shown = entitiesOn(path, schema, schemas.byName)
    const mayRead = await Promise.all(shown.map((entity) => holds(entity, 'read')))
    if (!path.isSensitive && mayRead.every(Boolean)) readable.add(path.text)
    if (isOwn(path, schema, mayUpdate)) changeable.add(path.text)
  }
  return {
    canRead: (path) => readable.has(path),
    canChange: (path) => changeable.has(path) && readable.has(path),
  }
}

/** The entities whose records a path leads through, the record's own first; none for actor and payload. */
function entitiesOn(
  { segments: [root, ...further] }: Path,
  schema: EntitySchema,
  schemas: ReadonlyMap<string, EntitySchema>,
): readonly EntitySchema[] {
  if (root?.name !== 'entity') return []

  const entities = [schema]
  let at = schema
  for (const { name } of further) {
    const ref = at.fields.find((field) => crossingName(field) === name)
    const target = ref && schemas.get(ref.refEntity ?? '')
    if (!target) break
    entities.push(target)
    at = target
  }
  return entities
}

function isOwn({ segments }: Path, schema: EntitySchema, mayUpdate: boolean): boolean {
  const [root, field] = segments
  if (root?.name === 'payload') return true
  if (root?.name !== 'entity' || segments.length !== 2 || !field) return false
  return mayUpdate && schema.fieldByKey.has(field.name) && !schema.driven.has(field.name)
}
