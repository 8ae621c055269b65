/** What roles may do. */
import type { Actor } from '@plinth/core'
import { expect, test } from 'vitest'
import { roleTable } from './role-table.ts'

const table = roleTable({
  clerk: ['sales.order.place', 'catalog.*.read'],
  manager: ['sales.*'],
  owner: ['*'],
})

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
  [[], 'sales.order.place', false],
  [['nobody', 'manager'], 'sales.order.place', true],
])('%j may %s: %s', (roles, permission, expected) => {
  expect(table.permits(actorWith(roles), permission)).toBe(expected)
})

test('a role keeps what it may, however many permissions are asked for', () => {
  for (let index = 0; index < 5_000; index++) void table.permits(actorWith([]), `x.${index}`)

  expect(table.permits(actorWith(['clerk']), 'sales.order.place')).toBe(true)
  expect(table.permits(actorWith(['clerk']), 'x.1')).toBe(false)
})

function actorWith(roles: readonly string[]): Actor {
  return { id: 'usr_1', roles, orgId: 'org_north', type: 'human' }
}
