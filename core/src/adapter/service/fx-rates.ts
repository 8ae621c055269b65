/** The contract of exchange rates: what one unit of a currency is worth in another. */
import type { Timestamp } from '../../primitives/index.ts'
import type { Adapter } from '../adapter.ts'

/** A pair of currencies (ISO 4217), and when. */
export interface FxQuery {
  readonly from: string
  readonly to: string
  /** The rate of that moment. Default: the latest. */
  readonly at?: Timestamp
}

/** A rate: one unit of `from` is `rate` units of `to`. */
export interface FxRate {
  readonly from: string
  readonly to: string
  /** A decimal as text, `"1.0845"`, more than 0: for `money.multiply`-like arithmetic without loss. */
  readonly rate: string
  /** Since when it holds; never later than what was asked for. */
  readonly at: Timestamp
}

/** Knows exchange rates. */
export interface FxRatesAdapter extends Adapter {
  /**
   * Finds a rate. From a currency to itself it is `"1"`.
   *
   * @throws IntegrationError `adapter.refused` naming the pair when it knows no rate for it by then.
   */
  rate(query: FxQuery): Promise<FxRate>
}
