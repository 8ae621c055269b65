/** The permissions that an entity's messages ask for, by name: what roles can be granted of its records. */
import type { EntitySchema } from '../../entity/index.ts'
import { messageType, permissionApart } from './message-type.ts'

/** Lists them: `sales.order.read`, one for each event of its machine, and those outside its module's own. */
export function entityPermissions(
  schema: Pick<EntitySchema, 'namespace' | 'singular'>,
  events: readonly string[],
): readonly string[] {
  const own = [...verbs, ...events].map((verb) => messageType(schema, verb))
  return [...own, ...apart.map((verb) => permissionApart(schema, verb))]
}

const verbs = ['read', 'create', 'update', 'delete', 'import', 'reveal']

const apart = ['erase', 'history']
