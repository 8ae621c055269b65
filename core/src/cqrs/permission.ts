/** Who may send which message. */

/** The right to do one thing, named `module.thing.verb`: `sales.order.place`. */
export interface Permission {
  readonly kind: 'permission'
  readonly name: string
}

/** Names the permission that a message asks for. */
export function permission(name: string): Permission {
  return Object.freeze({ kind: 'permission', name })
}

/** Who acts. */
export interface Actor {
  readonly id: string
  readonly roles: readonly string[]
  readonly orgId: string
  readonly type: 'human' | 'system' | 'api-key'
}

/** Decides what actors may do. */
export interface PermissionResolver {
  /**
   * Tells whether an actor holds a permission in his organization: what `identity.hasPermission`
   * means. It is asked for every message that
   * a person or a key sends, so it answers at once where it can. What it throws refuses the message.
   */
  permits(actor: Actor, permission: string): boolean | Promise<boolean>
  /**
   * What it grants, where that is known before anybody asks: boot refuses a grant that fits no permission.
   * Default: nothing is known, and nothing is checked.
   */
  readonly grants?: RoleGrants
}

/** The permissions of each role, as names or patterns: `{ clerk: ['sales.*', 'catalog.product.read'] }`. */
export type RoleGrants = Readonly<Record<string, readonly string[]>>
