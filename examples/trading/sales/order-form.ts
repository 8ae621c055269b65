/** The form that one fills in to order. */
import { field, type ValuesOf } from '@plinth/core'
import { Customer } from './customer.ts'

/** Its fields: who wants what, how many of it, and by when. */
export const orderForm = {
  customerId: field.ref(Customer),
  lines: field.list(
    {
      productId: field.ref('Product'),
      quantity: field.integer({ min: 1, max: 10_000 }),
    },
    { min: 1, max: 500 },
  ),
  requiredAt: field.date({ optional: true }),
}

/** A form that is filled in. */
export interface OrderForm extends ValuesOf<typeof orderForm> {}
