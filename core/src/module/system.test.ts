/** A whole system in memory does what its modules declare. */
import { afterEach, expect, test } from 'vitest'
import {
  assign,
  type Caller,
  type CreateOf,
  defineCommand,
  defineEntity,
  defineEvent,
  defineMachine,
  defineModule,
  defineQuery,
  defineRule,
  type EntityOf,
  emit,
  field,
  now,
  on,
} from '../index.ts'
import { createSystem, memoryDatabase, type System } from '../runtime.ts'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: { name: field.string(), creditLimit: field.money({ optional: true }) },
})

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string({ unique: true }),
    customerId: field.ref(Customer),
    status: field.oneOf(['draft', 'placed', 'cancelled'], { default: 'draft' }),
    total: field.money(),
    placedAt: field.date({ optional: true }),
    note: field.string({ optional: true, sensitive: true }),
  },
})
interface Order extends EntityOf<typeof Order> {}

const Counter = defineEntity({
  name: 'Counter',
  idPrefix: 'cnt_',
  fields: { orderId: field.ref(Order, { unique: true }), heard: field.integer() },
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
    placed: { on: { cancel: 'cancelled' } },
    cancelled: { terminal: true },
  },
})

const openOrder = defineCommand('sales.openOrder', {
  input: { order: field.json(), place: field.boolean({ default: true }) },
  async handle({ payload }, ctx) {
    const order = await ctx.repo(Order).save(payload.order as CreateOf<typeof Order>)
    return payload.place ? ctx.fire(orderMachine, order, 'place') : order
  },
})

const drafts = defineQuery('sales.drafts', {
  input: {},
  handle: (_, ctx) => ctx.repo(Order).findAll({ status: 'draft' }),
})

const countPlaced = on(orderPlaced, { name: 'sales.count-placed' }, async (event, ctx) => {
  await ctx.repo(Counter).save({ orderId: event.payload.orderId, heard: 1 })
})

const sales = defineModule({
  id: 'sales',
  version: '1.0.0',
  entities: [Customer, Order, Counter],
  machines: [orderMachine],
  rules: [withinCredit],
  events: [orderPlaced],
  commands: [openOrder],
  queries: [drafts],
  subscriptions: [countPlaced],
})

const clerk = caller(['clerk'])
const manager = caller(['clerk', 'sales-manager'])

let system: System

afterEach(() => system.stop())

async function start(): Promise<void> {
  const permissions = { permits: () => true }
  system = createSystem({ modules: [sales], database: memoryDatabase(), permissions })
  await system.start()
}

test('an order within its credit is placed, and what is told is handled once', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)

  const order = await system.as(clerk).dispatch(openOrder({ order: draft(customerId, 9_900) }))
  await system.settled()

  expect(order).toMatchObject({ status: 'placed', version: 2, placedAt: expect.any(Number) })
  expect(await history(order.id)).toEqual([
    'sales.order.created',
    'sales.order.updated',
    'sales.order.placed',
  ])
  const counters = await system.as(clerk).query({ type: 'sales.counter.list', params: {} })
  expect(counters).toMatchObject({ data: [{ orderId: order.id, heard: 1 }] })
})

test('an order over its credit is refused with the reason, and nothing of it is stored', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)

  const refused = system.as(clerk).dispatch(openOrder({ order: draft(customerId, 12_400) }))

  await expect(refused).rejects.toMatchObject({
    code: 'state.refused',
    message: expect.stringContaining(
      'total 124.00 USD is not at most customer.creditLimit 100.00 USD',
    ),
    facts: {
      state: 'draft',
      event: 'place',
      allowed: ['cancel'],
      why: { rule: 'sales.within-credit', passed: false },
      remedies: [{ set: 'entity.total', atMost: { amount: 10_000, currency: 'USD' } }],
    },
  })
  expect(await system.as(clerk).query(drafts({}))).toEqual([])
})

test('a manager places the order that a clerk may not', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)
  const message = openOrder({ order: draft(customerId, 12_400), place: false })
  const order = await system.as(clerk).dispatch(message)

  const placed = await system.as(manager).dispatch({
    type: 'sales.order.fire',
    payload: { id: order.id, event: 'place' },
  })

  expect(placed).toMatchObject({ status: 'placed' })
})

test('the state of a record is changed by its machine alone', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)
  const message = openOrder({ order: draft(customerId, 100), place: false })
  const order = await system.as(clerk).dispatch(message)

  const patched = system.as(clerk).dispatch({
    type: 'sales.order.update',
    payload: { id: order.id, changes: { status: 'placed' } },
  })

  await expect(patched).rejects.toMatchObject({
    code: 'validation.failed',
    failures: [{ path: 'status', code: 'driven' }],
  })
})

test('an update of an older version is stale', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)
  const update = (name: string) =>
    system.as(clerk).dispatch({
      type: 'sales.customer.update',
      payload: { id: customerId, version: 1, changes: { name } },
    })
  await update('first')

  await expect(update('second')).rejects.toMatchObject({ code: 'entity.stale' })
})

test('another organization finds nothing', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)
  const stranger = caller(['clerk'], 'org_other')

  const read = system
    .as(stranger)
    .query({ type: 'sales.customer.read', params: { id: customerId } })

  await expect(read).rejects.toMatchObject({ code: 'entity.not-found' })
})

test('an import creates, recognises and refuses, record by record', async () => {
  await start()
  const customerId = await customerWithLimit(10_000)
  const records = [
    { ...draft(customerId, 100), number: 'A', status: 'placed' },
    { ...draft(customerId, 100), number: 'B', total: 'much' },
  ]
  const importing = () => importOrders({ key: ['number'], records, history: true })

  expect(await importing()).toMatchObject([{ outcome: 'created' }, { outcome: 'refused' }])
  expect(await importing()).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'refused' }])
})

test('an import that is no history may not set what a machine drives', async () => {
  await start()
  const records = [{ ...draft(await customerWithLimit(10_000), 100), status: 'placed' }]

  const outcomes = await importOrders({ key: ['number'], records })

  expect(outcomes).toMatchObject([{ outcome: 'refused', failures: [{ path: 'status' }] }])
})

test('every mistake of a module is told at once', async () => {
  await start()
  const broken = defineModule({
    ...sales,
    rules: [
      withinCredit,
      {
        kind: 'rule',
        id: 'sales.low',
        entity: 'Order',
        expr: { field: 'entity.totl', op: 'exists' },
      },
    ],
    events: [],
  })

  const making = () =>
    createSystem({
      modules: [broken],
      database: memoryDatabase(),
      permissions: { permits: () => true },
    })

  expect(making).toThrow(/cannot start: 3 mistakes in 1 module/)
})

function caller(roles: readonly string[], orgId = 'org_north'): Caller {
  return {
    actor: { id: 'act_1', roles, orgId, type: 'human' },
    org: { id: orgId, slug: orgId, settings: {} },
  }
}

async function customerWithLimit(amount: number): Promise<string> {
  const customer = await system.as(clerk).dispatch<{ id: string }>({
    type: 'sales.customer.create',
    payload: { name: 'Ada', creditLimit: { amount, currency: 'USD' } },
  })
  return customer.id
}

function draft(customerId: string, amount: number): CreateOf<typeof Order> {
  return { number: `N-${amount}`, customerId, total: { amount, currency: 'USD' } }
}

function importOrders(payload: Readonly<Record<string, unknown>>): Promise<unknown> {
  return system.as(clerk).dispatch({ type: 'sales.order.import', payload })
}

async function history(id: string): Promise<readonly string[]> {
  const { data } = await system.as(clerk).query<{ data: readonly { type: string }[] }>({
    type: 'sales.order.history',
    params: { id },
  })
  return data.map(({ type }) => type)
}
