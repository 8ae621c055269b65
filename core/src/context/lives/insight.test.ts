/** Of what a rule reads, a caller is shown what he may read, and offered what he may change. */
import { expect, test } from 'vitest'
import type { Actor } from '../../cqrs/index.ts'
import { defineEntity, entitySchema, EntitySchemaRegistry } from '../../entity/index.ts'
import { shapeOf } from '../../repository/index.ts'
import { compileRule, rootsShape } from '../../rule/index.ts'
import { field } from '../../schema/index.ts'
import { insightOf } from './insight.ts'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: { limit: field.integer() },
})
const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    customerId: field.ref(Customer),
    total: field.integer(),
    secret: field.integer({ sensitive: true }),
    status: field.oneOf(['draft', 'placed']),
  },
})
const customer = entitySchema(Customer, { namespace: 'sales' })
const entityNamed = (name: string) => schemas.byName.get(name)
const order = entitySchema(Order, {
  namespace: 'sales',
  driven: new Map([['status', 'draft']]),
  entityNamed,
})
const schemas: EntitySchemaRegistry = new EntitySchemaRegistry({ now: () => 0 })
for (const schema of [customer, order]) schemas.register(schema)

const paths = [
  'entity.total',
  'entity.secret',
  'entity.status',
  'entity.customer.limit',
  'actor.roles',
  'payload.customer',
]
const shape = rootsShape({ entity: shapeOf(order), actor: null, payload: null })
const rule = compileRule({ and: paths.map((path) => ({ field: path, op: 'exists' })) }, { shape })

test('who may read and update orders and read customers sees all but what is sensitive', async () => {
  const { readable, changeable } = await seenBy([
    'sales.order.read',
    'sales.order.update',
    'sales.customer.read',
  ])

  expect(readable).toEqual(paths.filter((path) => path !== 'entity.secret'))
  expect(changeable).toEqual(['entity.total', 'payload.customer'])
})

test('who may not read customers sees nothing of theirs', async () => {
  const { readable } = await seenBy(['sales.order.read'])

  expect(readable).toEqual(['entity.total', 'entity.status', 'actor.roles', 'payload.customer'])
})

test('who may fire on an order and not read it sees himself and what he gave', async () => {
  const { readable, changeable } = await seenBy(['sales.order.place', 'sales.customer.read'])

  expect(readable).toEqual(['actor.roles', 'payload.customer'])
  expect(changeable).toEqual(['payload.customer'])
})

async function seenBy(granted: readonly string[]) {
  const permits = (_actor: Actor, name: string) => granted.includes(name)
  const actor: Actor = { id: 'ada', roles: [], orgId: 'org_a', type: 'human' }
  const kernel = { schemas, permissions: { permits } }
  const { canRead, canChange } = await insightOf(kernel, actor, { schema: order, rules: [rule] })
  return { readable: paths.filter(canRead), changeable: paths.filter(canChange) }
}
