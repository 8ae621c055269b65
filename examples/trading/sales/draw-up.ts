/** Draws up an order: what a filled-in form comes to at today's prices. */
import {
  type CreateOf,
  ValidationError,
  type ValidationFailure,
  validationFailure,
} from '@plinth/core'
import type { ProductPrice } from '../catalog/index.ts'
import { lineTotal, totalOf } from './line-total.ts'
import type { Order } from './order.ts'
import type { OrderForm } from './order-form.ts'
import type { OrderLine } from './order-line.ts'

/** Makes the order, a draft. @throws ValidationError when a product is unknown, no longer sold, or there twice */
export function draft(form: OrderForm, prices: readonly ProductPrice[]): CreateOf<typeof Order> {
  const { customerId, requiredAt } = form
  return { customerId, requiredAt, total: totalOf(pricedLines(form, prices)) }
}

/** Makes the lines of the order. @throws what `draft` throws */
export function linesOf(
  order: Order,
  form: OrderForm,
  prices: readonly ProductPrice[],
): readonly CreateOf<typeof OrderLine>[] {
  return pricedLines(form, prices).map((line) => ({ orderId: order.id, ...line }))
}

type PricedLine = Omit<CreateOf<typeof OrderLine>, 'orderId'>

function pricedLines({ lines }: OrderForm, prices: readonly ProductPrice[]): readonly PricedLine[] {
  const offers = new Map(prices.map((price) => [price.id, price]))
  const failures: ValidationFailure[] = []
  const priced = lines.flatMap(({ productId, quantity }, index) => {
    const offer = offers.get(productId)
    offers.delete(productId)
    if (offer && !offer.discontinued) return [priceLine(offer, quantity)]

    failures.push(notForSale(`lines.${index}.productId`, productId, offer))
    return []
  })
  if (failures.length > 0) throw new ValidationError('The order', failures)
  return priced
}

function priceLine({ id: productId, unitPrice }: ProductPrice, quantity: number): PricedLine {
  const line = { productId, quantity, unitPrice, discount: 0 }
  return { ...line, total: lineTotal(line) }
}

function notForSale(path: string, id: string, product?: ProductPrice): ValidationFailure {
  return validationFailure(path, 'for-sale', { id }, () =>
    product
      ? `${path}: ${product.name} is no longer sold`
      : `${path} names ${id}, which is not in the catalog, or already in a line above`,
  )
}
