/** An order that somebody means to place. */
import type { Chance } from '../chance.ts'

/** So many of a product. */
export interface WantedLine {
  readonly productId: string
  readonly quantity: number
}

/** What is meant to happen: written down before anything is asked of the server. */
export interface Intent {
  /** Unlike any other. It goes into the order as the day on which it is wanted, to find it again. */
  readonly mark: number
  readonly roles: readonly string[]
  readonly customerId: string
  readonly lines: readonly WantedLine[]
}

/** What there is to order, and for whom. */
export interface Offer {
  readonly productIds: readonly string[]
  readonly customers: readonly { readonly id: string; readonly roles: readonly string[] }[]
}

/** The first mark: 2030-01-01, in epoch milliseconds. */
const firstMark = Date.UTC(2030, 0, 1)

/** Makes up intents, each with a mark of its own. */
export function intentsFrom(chance: Chance, { productIds, customers }: Offer): () => Intent {
  let made = 0
  return () => {
    const { id: customerId, roles } = chance.one(customers)
    const from = chance.between(0, productIds.length - 1)
    const chosen = [...productIds.slice(from), ...productIds.slice(0, from)]
    const lines = chosen
      .slice(0, chance.between(1, productIds.length))
      .map((productId) => ({ productId, quantity: chance.between(1, 9) }))
    made += 1
    return { mark: firstMark + made, roles, customerId, lines }
  }
}
