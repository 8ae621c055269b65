/** Who may do what in the trading company. */
import type { RoleGrants } from '@plinth/core'

/** The permissions of each role; `*` stands for one or more parts of a name. */
export const roles: RoleGrants = {
  clerk: [
    'catalog.*.read',
    'inventory.*.read',
    'sales.*.read',
    'sales.order.place',
    'sales.order.cancel',
  ],
  'account-manager': [
    'catalog.*.read',
    'inventory.*.read',
    'sales.*.read',
    'sales.order.create',
    'sales.order.update',
    'sales.order.place',
    'sales.order.cancel',
    'sales.order-line.*',
  ],
  'sales-manager': ['catalog.*.read', 'inventory.*.read', 'sales.*'],
  accountant: ['catalog.*.read', 'sales.*.read', 'sales.order.pay'],
  warehouse: ['catalog.*.read', 'inventory.*', 'sales.*.read', 'sales.order.ship'],
  buyer: ['catalog.*', 'inventory.*.read'],
}
