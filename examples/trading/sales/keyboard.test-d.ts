/** What the keyboard says of sales: what is inferred, and what is a mistake before anything runs. */
import {
  type AnswerOf,
  assign,
  defineCommand,
  defineEntity,
  defineMachine,
  defineRule,
  type EntityOf,
  field,
  type Id,
  type Money,
  now,
  on,
  type SystemContext,
} from '@plinth/core'
import { expectTypeOf } from 'vitest'
import { type Product, type ProductPrice, productPrices } from '../catalog/index.ts'
import { Customer } from './customer.ts'
import { orderPlaced } from './events.ts'
import { openOrders } from './open-orders.ts'
import { Order } from './order.ts'
import { orderLines } from './order-lines.ts'
import { orderMachine } from './order-machine.ts'
import { placeOrder } from './place-order.ts'

declare const ctx: SystemContext
declare const order: Order
declare const customer: Customer
declare const product: Product

// A record knows its fields, and null where one is optional.
expectTypeOf(order.status).toEqualTypeOf<'draft' | 'placed' | 'paid' | 'shipped' | 'cancelled'>()
expectTypeOf(order.total).toEqualTypeOf<Money>()
expectTypeOf(order.placedAt).toEqualTypeOf<number | null>()
expectTypeOf(order.customerId).toEqualTypeOf<Id<'Customer'>>()
expectTypeOf(customer.creditLimit).toEqualTypeOf<Money>()
// @ts-expect-error there is no such field
order.totl

// A field's options are checked where they are written.
// @ts-expect-error there is no such option
field.string({ maxLenght: 20 })
// @ts-expect-error the default is none of the values
field.oneOf(['draft', 'placed'], { default: 'paid' })

// A message carries the type of its answer.
const line = { productId: product.id, quantity: 3 }
const placed = ctx.dispatch(placeOrder({ customerId: customer.id, lines: [line] }))
expectTypeOf(placed).resolves.toExtend<Order>()
const prices = ctx.query(productPrices({ ids: [product.id] }))
expectTypeOf(prices).resolves.toExtend<readonly ProductPrice[]>()
expectTypeOf(ctx.dispatch({ type: 'sales.placeOrder', payload: {} })).resolves.toBeUnknown()

// An id of one entity does not pass for that of another.
// @ts-expect-error the id of an order is not that of a customer
placeOrder({ customerId: order.id, lines: [line] })
// @ts-expect-error the id of a customer is not that of a product
placeOrder({ customerId: customer.id, lines: [{ productId: customer.id, quantity: 3 }] })
// @ts-expect-error the id of a product is not that of an order
orderLines({ orderId: product.id })
// @ts-expect-error the id of a customer is not that of an order
ctx.repo(Order).findById(customer.id)

// What a message needs must be given, and nothing else.
// @ts-expect-error there are no lines
placeOrder({ customerId: customer.id })
// @ts-expect-error there is no such param
openOrders({ customer: customer.id })

// A record that is saved has its fields, spelt right.
ctx.repo(Order).save({ customerId: customer.id, total: order.total })
ctx.repo(Order).save({ ...order, note: 'rings back' })
// @ts-expect-error there is no customer
ctx.repo(Order).save({ total: order.total })
// @ts-expect-error there is no such field
ctx.repo(Order).save({ customerId: customer.id, totl: order.total })

// A filter names fields, and values that they can hold.
ctx.repo(Order).findMany({ status: { in: ['placed', 'paid'] }, total: { gt: order.total } })
// @ts-expect-error there is no such status
ctx.repo(Order).findMany({ status: 'payed' })
// @ts-expect-error there is no such field
ctx.repo(Order).findMany({ statuss: 'paid' })

// A machine's events are known where they are fired.
expectTypeOf(ctx.fire(orderMachine, order, 'place')).resolves.toEqualTypeOf<Order>()
// @ts-expect-error there is no such event
ctx.fire(orderMachine, order, 'plaice')

// @ts-expect-error the machine drives orders
ctx.fire(orderMachine, customer, 'place')
expectTypeOf<AnswerOf<typeof placeOrder>>().toEqualTypeOf<Order>()

// A list is sorted by fields that there are, and reads refs along.
ctx.repo(Order).findMany({}, { sort: [{ field: 'placedAt' }], include: ['customerId'] })
// @ts-expect-error there is no such field to sort by
ctx.repo(Order).findMany({}, { sort: [{ field: 'placedOn' }] })
// @ts-expect-error a record's own id refers to nothing else
ctx.repo(Order).findMany({}, { include: ['id'] })

// A machine names states and fields that there are.
const end = { terminal: true } as const
const others = { placed: end, paid: end, shipped: end, cancelled: end }
defineMachine({
  id: 'order',
  entity: Order,
  // @ts-expect-error there is no such state to begin in
  initial: 'draf',
  states: { draft: { on: { place: 'placed' } }, ...others },
})
defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error there is no such state to go to
  states: { draft: { on: { place: 'plced' } }, ...others },
})
defineMachine({
  id: 'order',
  entity: Order,
  initial: 'draft',
  // @ts-expect-error there is no such field to set
  states: { draft: { on: { place: 'placed' }, exit: [assign('placedOn', now)] }, ...others },
})

// A rule reads fields that there are, and beyond its refs.
defineRule('sales.known', Order, { field: 'entity.customer.country', op: 'exists' })
// @ts-expect-error there is no such field to read
defineRule('sales.unknown', Order, { field: 'entity.totl', op: 'exists' })
// @ts-expect-error there is no such ref to cross
defineRule('sales.astray', Order, { field: 'entity.custmer.country', op: 'exists' })
// @ts-expect-error there is no such operator
defineRule('sales.odd', Order, { field: 'entity.total', op: 'atMost', value: 1 })

// An event carries what it says, to those who tell it and to those who hear it.
orderPlaced({ orderId: order.id, total: order.total })
// @ts-expect-error the total is missing
orderPlaced({ orderId: order.id })
// @ts-expect-error the id of a customer is not that of an order
orderPlaced({ orderId: customer.id, total: order.total })
on(orderPlaced, { name: 'sales.hear' }, ({ payload }) => {
  expectTypeOf(payload).toEqualTypeOf<{ readonly orderId: Id<'Order'>; readonly total: Money }>()
  // @ts-expect-error there is no such field
  payload.orderid
})

// A command's handler knows what it is given.
defineCommand('sales.note', {
  input: { orderId: field.ref(Order), note: field.string({ optional: true }) },
  handle({ payload }) {
    expectTypeOf(payload.orderId).toEqualTypeOf<Id<'Order'>>()
    expectTypeOf(payload.note).toEqualTypeOf<string | null>()
    // @ts-expect-error there is no such field
    payload.notes
  },
})

// An entity may refer to itself, and to one that comes later, by name.
const Employee = defineEntity({
  name: 'Employee',
  idPrefix: 'emp_',
  fields: { reportsTo: field.ref('Employee', { optional: true }), customerId: field.ref(Customer) },
})
declare const employee: EntityOf<typeof Employee>
expectTypeOf(employee.reportsTo).toEqualTypeOf<Id<'Employee'> | null>()
