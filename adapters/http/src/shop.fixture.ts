/** A small shop for the tests of this package: every kind of field, a machine with a rule, messages. */
import {
  assign,
  BusinessError,
  defineCommand,
  defineEntity,
  defineEvent,
  defineMachine,
  defineModule,
  defineQuery,
  defineRule,
  emit,
  field,
  now,
  type PermissionResolver,
} from '@plinth/core'
import { createSystem, memoryDatabase, type System } from '@plinth/core/runtime'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: {
    name: field.string({ maxLength: 60 }),
    creditLimit: field.money({ optional: true }),
    phone: field.string({ optional: true, sensitive: true }),
  },
})

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string({ unique: true, maxLength: 20 }),
    customerId: field.ref(Customer),
    status: field.oneOf(['draft', 'placed', 'shipped', 'cancelled'], { default: 'draft' }),
    total: field.money(),
    placedAt: field.date({ optional: true, indexed: true }),
    lines: field.integer({ default: 1, min: 1, max: 500 }),
    isGift: field.boolean({ default: false }),
    limit: field.integer({ optional: true }),
    extra: field.json({ optional: true }),
    place: field.geoPoint({ optional: true }),
    area: field.geoPolygon({ optional: true }),
    route: field.geoLineString({ optional: true }),
    note: field.string({ optional: true, sensitive: true }),
  },
})

const orderPlaced = defineEvent('sales.order.placed', {
  orderId: field.ref(Order),
  total: field.money(),
})

const withinCredit = defineRule('sales.within-credit', Order, {
  or: [
    { field: 'entity.total', op: 'lte', value: { ref: 'entity.customer.creditLimit' } },
    { field: 'actor.roles', op: 'contains', value: 'sales-manager' },
  ],
})

const orderMachine = defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  states: {
    draft: {
      on: {
        place: {
          target: 'placed',
          guard: withinCredit,
          actions: [assign('placedAt', now), emit(orderPlaced)],
        },
        cancel: 'cancelled',
      },
    },
    placed: { on: { ship: 'shipped', cancel: 'cancelled' } },
    shipped: { terminal: true },
    cancelled: { terminal: true },
  },
})

const rename = defineCommand('sales.renameCustomer', {
  description: 'Gives a customer another name.',
  input: { customerId: field.ref(Customer), name: field.string({ minLength: 1, maxLength: 60 }) },
  async handle({ payload }, ctx) {
    const customer = await ctx.repo(Customer).findByIdOrFail(payload.customerId)
    return ctx.repo(Customer).save({ ...customer, name: payload.name })
  },
})

const misbehave = defineCommand('sales.misbehave', {
  input: { how: field.oneOf(['refuse', 'break', 'hang', 'nothing']) },
  async handle({ payload }) {
    if (payload.how === 'refuse') {
      throw new BusinessError('sales.closed', 'the shop is closed until 9', { opens: 9 })
    }
    if (payload.how === 'break') throw new Error('password=hunter2 at postgres://secret-host')
    if (payload.how === 'hang') await new Promise(() => {})
    return null
  },
})

const customersNamed = defineQuery('sales.customersNamed', {
  input: {
    name: field.string(),
    ids: field.refs(Customer, { optional: true }),
    since: field.date({ optional: true }),
    least: field.money({ optional: true }),
  },
  handle: ({ params }) => params,
})

const sales = defineModule({
  id: 'sales',
  version: '1.0.0',
  entities: [Customer, Order],
  machines: [orderMachine],
  rules: [withinCredit],
  events: [orderPlaced],
  commands: [rename, misbehave],
  queries: [customersNamed],
})

const permissions: PermissionResolver = {
  permits: ({ roles }, permission) =>
    !roles.includes('guest') &&
    (!permission.endsWith('.reveal') || roles.includes('auditor')) &&
    (!permission.startsWith('sales.customer') || !roles.includes('packer')),
}

/** Opens a shop on an empty database. */
export async function openShop(): Promise<{ system: System; permissions: PermissionResolver }> {
  const system = createSystem({ modules: [sales], database: memoryDatabase(), permissions })
  await system.start()
  return { system, permissions }
}
