/** What products cost today, for those who sell them. */
import { defineQuery, field, permission } from '@plinth/core'
import { Product } from './product.ts'

/** Answers with what is known: an id that leads to no product is left out. */
export const productPrices = defineQuery('catalog.productPrices', {
  description: 'The present prices of products, and whether they are still sold.',
  input: { ids: field.refs(Product, { min: 1, max: 500 }) },
  allow: permission('catalog.product.read'),
  async handle({ params }, ctx) {
    const products = await ctx.repo(Product).findByIds(params.ids)
    return products.map(({ id, name, unitPrice, discontinued }) => ({
      id,
      name,
      unitPrice,
      discontinued,
    }))
  },
})

/** The price of one product, as `productPrices` answers it. */
export type ProductPrice = Pick<Product, 'id' | 'name' | 'unitPrice' | 'discontinued'>
