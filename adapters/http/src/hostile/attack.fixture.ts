/** A request that means no good, and how it is to be refused. */
import type { Asking } from '../shop-server.fixture.ts'

/** The address of orders. */
export const orders = '/api/v1/sales/orders'

/** An attack. */
export interface Attack {
  readonly name: string
  readonly method?: string
  /** `:id` stands for an order that is there. */
  readonly path?: string
  readonly asking?: Asking
  readonly status: number
  readonly code?: string
  /** What the problem must name. */
  readonly names?: string
}
