/** Who asks about the records of an entity, and what he is permitted. */
import type { Actor, PermissionResolver } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'

/** A question of an actor about the records of one entity. */
export interface Inquiry {
  readonly schema: EntitySchema
  readonly actor: Actor
  readonly permissions: PermissionResolver
}

/** Tells whether the actor has a permission; the system itself has every one. */
export async function isPermitted(
  { actor, permissions }: Inquiry,
  permission: string,
): Promise<boolean> {
  return actor.type === 'system' || permissions.permits(actor, permission)
}
