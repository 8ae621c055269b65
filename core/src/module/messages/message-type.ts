/** The names of an entity's messages, which are those of the permissions that they ask for, too. */
import type { EntitySchema } from '../../entity/index.ts'

type Named = Pick<EntitySchema, 'namespace' | 'singular'>

/** The name of one of an entity's messages: `sales.order.read`. */
export function messageType({ namespace, singular }: Named, verb: string): string {
  return `${namespace}.${singular}.${verb}`
}

/** The name of a permission outside the module's own, so that no `sales.*` grants it: `erase.sales.order`. */
export function permissionApart({ namespace, singular }: Named, verb: string): string {
  return `${verb}.${namespace}.${singular}`
}
