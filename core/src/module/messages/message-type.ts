/** The names of an entity's messages, which are those of the permissions that they ask for, too. */
import type { EntitySchema } from '../../entity/index.ts'

/** The name of one of an entity's messages: `sales.order.read`. */
export function messageType(
  schema: Pick<EntitySchema, 'namespace' | 'singular'>,
  verb: string,
): string {
  return `${schema.namespace}.${schema.singular}.${verb}`
}

/** The name of a permission outside the module's own, so that no `sales.*` grants it: `erase.sales.order`. */
export function permissionApart(
  schema: Pick<EntitySchema, 'namespace' | 'singular'>,
  verb: string,
): string {
  return `${verb}.${schema.namespace}.${schema.singular}`
}
