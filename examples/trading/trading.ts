/** A trading company: what it knows, who may do what, and what a newcomer finds in it. */
import { compose } from 'plinth'
import { catalog } from './catalog/index.ts'
import { seed } from './demo/seed.ts'
import { inventory } from './inventory/index.ts'
import { roles } from './roles.ts'
import { sales } from './sales/index.ts'

export const trading = compose({
  name: 'trading',
  modules: [catalog, inventory, sales],
  roles,
  development: { actor: { roles: ['clerk'] }, organization: 'org_north', seed },
})
