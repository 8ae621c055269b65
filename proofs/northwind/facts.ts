/** What can be said of a trading company's records without their ids: to compare two sources of them. */
import type { Subject } from './source.ts'

/** One sentence a record, with all that the proof looks at. */
export interface Facts {
  readonly records: Readonly<Record<Subject, readonly string[]>>
  /** Orders that have not been shipped. */
  readonly open: number
  /** Of all lines, in cents. */
  readonly lineSum: bigint
  /** Of all orders, in cents. */
  readonly freightSum: bigint
}

/** An order, as both sources tell it. */
export interface OrderFacts {
  readonly number: string
  readonly customer: string
  readonly status: string
  readonly freight: bigint
  readonly placedAt: number | null
  readonly shippedAt: number | null
  readonly shipCity: string | null
}

/** A line of an order, as both sources tell it. */
export interface LineFacts {
  readonly order: string
  readonly product: string
  readonly quantity: number
  readonly unitPrice: bigint
  readonly discount: number
  readonly total: bigint
}

/** Says what there is to say of a record. */
export function sayFacts(...facts: readonly (string | number | bigint | boolean | null)[]): string {
  return facts.map((fact) => String(fact ?? '–')).join(' · ')
}

/** Says an order. */
export function sayOrder(order: OrderFacts): string {
  const { number, customer, status, freight, placedAt, shippedAt, shipCity } = order
  return sayFacts(number, customer, status, freight, placedAt, shippedAt, shipCity)
}

/** Says a line. */
export function sayLine({
  order,
  product,
  quantity,
  unitPrice,
  discount,
  total,
}: LineFacts): string {
  return sayFacts(order, product, quantity, unitPrice, discount, total)
}

/** Names what one list has and the other has not, both ways. */
export function differences(
  expected: readonly string[],
  actual: readonly string[],
): readonly string[] {
  const [wanted, found] = [new Set(expected), new Set(actual)]
  return [
    ...expected.filter((fact) => !found.has(fact)).map((fact) => `missing: ${fact}`),
    ...actual.filter((fact) => !wanted.has(fact)).map((fact) => `unexpected: ${fact}`),
    ...(found.size === actual.length ? [] : [`${actual.length - found.size} twice`]),
  ]
}
