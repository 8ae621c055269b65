/** What every resolver of permissions must do that decides by roles and their grants. */
import type { Actor, PermissionResolver, RoleGrants } from '@plinth/core'
import { describe, expect, test } from 'vitest'

/** Makes a resolver in which these roles have these grants. */
export type OpenPermissions = (
  grants: RoleGrants,
) => PermissionResolver | Promise<PermissionResolver>

/** Runs the suite. */
export function describePermissions(open: OpenPermissions): void {
  describe('as every resolver of permissions', () => {
    test.each([
      [['clerk'], 'sales.order.place', true],
      [['clerk'], 'sales.order.pay', false],
      [['clerk'], 'catalog.product.read', true],
      [['clerk'], 'catalog.product.update', false],
      [['clerk'], 'catalog.read', false],
      [['manager'], 'sales.order.pay', true],
      [['manager'], 'sales', false],
      [['manager'], 'salesforce.order.pay', false],
      [['owner'], 'anything.at.all', true],
      [['nobody'], 'sales.order.place', false],
      [['constructor'], 'sales.order.place', false],
      [['__proto__'], 'sales.order.place', false],
      [[], 'sales.order.place', false],
      [['nobody', 'manager'], 'sales.order.place', true],
    ])('%j may %s: %s', async (roles, permission, expected) => {
      const resolver = await open(grants)

      expect(await resolver.permits(actorWith(roles), permission)).toBe(expected)
    })

    test('a role keeps what it may, however many permissions are asked for', async () => {
      const resolver = await open(grants)

      for (let index = 0; index < 5_000; index++) {
        await resolver.permits(actorWith([]), `x.${index}`)
      }

      expect(await resolver.permits(actorWith(['clerk']), 'sales.order.place')).toBe(true)
      expect(await resolver.permits(actorWith(['clerk']), 'x.1')).toBe(false)
    })
  })
}

const grants: RoleGrants = {
  clerk: ['sales.order.place', 'catalog.*.read'],
  manager: ['sales.*'],
  owner: ['*'],
}

function actorWith(roles: readonly string[]): Actor {
  return { id: 'usr_1', roles, orgId: 'org_north', type: 'human' }
}
