/** Finds the stock item of each product that is asked for. */
import type { Id, SystemContext } from '@plinth/core'
import { StockItem } from './stock-item.ts'

/** So many of a product. */
export interface Amount {
  readonly productId: Id<'Product'>
  readonly quantity: number
}

/** So many of a stock item. */
export interface StockAmount {
  readonly item: StockItem
  readonly quantity: number
}

/** Pairs each amount with its stock item; a product that was never in stock gets an empty one. */
export async function stockFor(
  amounts: readonly Amount[],
  ctx: SystemContext,
): Promise<readonly StockAmount[]> {
  const stock = ctx.repo(StockItem)
  const productIds = amounts.map(({ productId }) => productId)
  const found = await stock.findAll({ productId: { in: productIds } })
  const known = new Set(found.map(({ productId }) => productId))
  const unknown = productIds.filter((id) => !known.has(id))
  const opened = await stock.saveBatch(unknown.map((productId) => ({ productId, quantity: 0 })))

  const items = new Map([...found, ...opened].map((item) => [item.productId, item]))
  return amounts.flatMap(({ productId, quantity }) => {
    const item = items.get(productId)
    return item ? [{ item, quantity }] : []
  })
}
