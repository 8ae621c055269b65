/** A filter tells what it reads: who lists records filters by what he may read, and by nothing else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Caller, defineEntity, defineModule, field } from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: { name: field.string(), taxId: field.string({ sensitive: true }) },
})
const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string(),
    customerId: field.ref(Customer),
    note: field.string({ optional: true, sensitive: true }),
    payerId: field.ref(Customer, { optional: true, sensitive: true }),
  },
})
const sales = defineModule({ id: 'sales', version: '1.0.0', entities: [Customer, Order] })

let system: System

beforeEach(async () => {
  const permissions = {
    permits: ({ roles }: Caller['actor'], name: string) => roles.includes(name),
  }
  system = createSystem({ modules: [sales], database: memoryDatabase(), permissions })
  await system.start()
  const ctx = system.as(callerWith(['sales.customer.create', 'sales.order.create']))
  const customer = await ctx.dispatch<{ readonly id: string }>({
    type: 'sales.customer.create',
    payload: { name: 'Ada', taxId: '17' },
  })
  const order = { number: '1', customerId: customer.id, note: 'hush', payerId: customer.id }
  await ctx.dispatch({ type: 'sales.order.create', payload: order })
})

afterEach(() => system.stop())

const read = 'sales.order.read'

test.each([
  ['what stands behind a ref', [read], 'customer.name', 'Ada', 'sales.customer.read'],
  ['a sensitive field', [read], 'note', 'hush', 'sales.order.reveal'],
  [
    'a sensitive field behind a ref',
    [read, 'sales.customer.read', 'sales.order.reveal'],
    'customer.taxId',
    '17',
    'sales.customer.reveal',
  ],
  [
    'what a sensitive ref leads to',
    [read, 'sales.customer.read', 'sales.customer.reveal'],
    'payer.name',
    'Ada',
    'sales.order.reveal',
  ],
])('%s is no filter for who may not read it', async (_what, roles, path, value, permission) => {
  const where = { field: path, op: 'eq', value }

  const refused = listed(roles, { not: where })
  const granted = listed([...roles, permission, 'sales.order.reveal'], where)

  await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden', facts: { permission } })
  expect(await granted).toMatchObject([{ number: '1' }])
})

test('what a sensitive ref leads to is included for who may reveal the ref, and for nobody else', async () => {
  const roles = [read, 'sales.customer.read', 'sales.customer.reveal']

  const refused = including(roles, 'payer')
  const granted = including([...roles, 'sales.order.reveal'], 'payer')

  const permission = 'sales.order.reveal'
  await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden', facts: { permission } })
  expect(await granted).toMatchObject([{ payer: { name: 'Ada' } }])
  expect(await including(roles, 'customer')).toMatchObject([{ customer: { name: 'Ada' } }])
})

test('a filter by what does not exist is told as that', async () => {
  const listing = listed([read], { field: 'customer.nmae', op: 'eq', value: 'Ada' })

  await expect(listing).rejects.toMatchObject({ code: 'rule.invalid' })
})

function listed(roles: readonly string[], where: unknown): Promise<readonly unknown[]> {
  return page(roles, { where })
}

function including(roles: readonly string[], way: string): Promise<readonly unknown[]> {
  return page(roles, { include: [way] })
}

async function page(roles: readonly string[], params: object): Promise<readonly unknown[]> {
  const query = { type: 'sales.order.list', params }
  const { data } = await system
    .as(callerWith(roles))
    .query<{ readonly data: readonly unknown[] }>(query)
  return data
}

function callerWith(roles: readonly string[]): Caller {
  const actor = { id: 'act_1', roles, orgId: 'org_1', type: 'human' } as const
  return { actor, org: { id: 'org_1', slug: 'one', settings: {} } }
}
