/** The permissions that an entity's messages ask for, by name: what roles can be granted of its records. */
import type { EntitySchema } from '../../entity/index.ts'

/** Lists them: `sales.order.read`, one for each event of its machine, and those outside its module's own. */
export function entityPermissions(
  { namespace, singular }: Pick<EntitySchema, 'namespace' | 'singular'>,
  events: readonly string[],
): readonly string[] {
  const own = [...verbs, ...events].map((verb) => `${namespace}.${singular}.${verb}`)
  return [...own, ...apart.map((verb) => `${verb}.${namespace}.${singular}`)]
}

const verbs = ['read', 'create', 'update', 'delete', 'import', 'reveal']

/** Asked for with the verb in front, so that no `sales.*` grants them. */
const apart = ['erase', 'history']
