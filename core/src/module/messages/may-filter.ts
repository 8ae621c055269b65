/** Refuses a filter that would tell its sender what he may not read. */
import type { EntitySchema } from '../../entity/index.ts'
import { AuthorizationError } from '../../errors/index.ts'
import { crossedRefs, type Row, shapeOf } from '../../repository/index.ts'
import {
  type Filter,
  inspectRule,
  type Path,
  pathsOf,
  type RuleExpr,
  toRule,
} from '../../rule/index.ts'
import { type Inquiry, isPermitted } from './inquiry.ts'
import { messageType } from './message-type.ts'

/**
 * Asks for `read` of every entity behind the refs that the filter crosses, and for `reveal` of each whose
 * sensitive field it reads or crosses. A filter that is none passes: whoever reads by it says what is wrong with it.
 *
 * @throws AuthorizationError `auth.forbidden`, naming the path and the permission.
 */
export async function assertMayFilter(
  inquiry: Inquiry,
  filter: Filter<Row> | RuleExpr | undefined,
): Promise<void> {
  const { schema, actor } = inquiry
  if (filter === undefined || actor.type === 'system') return

  const checked = inspectRule(toRule(filter), { shape: shapeOf(schema), isFilter: true })
  if (!checked.ok) return

  for (const path of pathsOf(checked.value)) {
    for (const permission of needed(schema, path)) {
      if (!(await isPermitted(inquiry, permission))) throw hidden(schema, path, permission)
    }
  }
}

function needed(schema: EntitySchema, { segments }: Path): readonly string[] {
  const permissions: string[] = []
  let at = schema
  for (const { name } of segments) {
    const ref = crossedRefs(at).find((known) => known.name === name)
    const field = ref?.field ?? at.fieldByKey.get(name)
    if (field?.sensitive) permissions.push(messageType(at, 'reveal'))
    if (!ref) break
    permissions.push(messageType(ref.target, 'read'))
    at = ref.target
  }
  return permissions
}

function hidden(schema: EntitySchema, { text }: Path, permission: string): AuthorizationError {
  return new AuthorizationError(
    'auth.forbidden',
    `a filter of ${schema.plural} by ${text} needs the permission "${permission}"`,
    { entity: schema.name, path: text, permission },
  )
}
