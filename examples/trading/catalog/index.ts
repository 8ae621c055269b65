/** The catalog: what the company sells, and from whom it buys it. */
import { defineModule } from '@plinth/core'
import { Category } from './category.ts'
import { Product } from './product.ts'
import { productPrices } from './product-prices.ts'
import { Supplier } from './supplier.ts'

export const catalog = defineModule({
  id: 'catalog',
  version: '1.0.0',
  entities: [Category, Supplier, Product],
  queries: [productPrices],
})

export { Product, productPrices }
export type { ProductPrice } from './product-prices.ts'
