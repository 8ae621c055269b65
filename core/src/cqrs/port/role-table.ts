/** Decides by a table of roles: what each role may do, as names and patterns. */
import { matchesPattern } from '../../event/index.ts'
import { boundedCache } from '../../primitives/index.ts'
import type { PermissionResolver, RoleGrants } from '../permission.ts'

/**
 * Creates a resolver from a table. An actor may do what one of his roles may; a role that is not in
 * the table may do nothing.
 *
 * A grant is a permission's name, or a pattern in which `*` stands for one or more of its segments:
 * `sales.*` covers `sales.order.place`.
 */
export function roleTable(grants: RoleGrants): PermissionResolver {
  const roles = Object.entries(grants)
  const rolesWith = boundedCache(rememberedPermissions, (permission: string) => {
    const holders = roles.filter(([, granted]) =>
      granted.some((pattern) => matchesPattern(pattern, permission)),
    )
    return new Set(holders.map(([role]) => role))
  })

  return {
    grants,
    permits(actor, permission) {
      const holders = rolesWith(permission)
      return actor.roles.some((role) => holders.has(role))
    },
  }
}

// A permission may be named after what a client sent: the event that it wants to fire.
const rememberedPermissions = 1_000
