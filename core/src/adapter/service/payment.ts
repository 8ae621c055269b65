/** The contract of payment services: money is reserved, taken and given back, each once for its key. */
import type { Money, Timestamp } from '../../primitives/index.ts'
import type { Adapter } from '../adapter.ts'

/**
 * How far a payment has come. `action` waits for the payer at `actionUrl`; `authorized` has the money
 * reserved; `captured` has it taken, in part at least. The last three never change again, refunds aside.
 */
export type PaymentStatus = 'action' | 'authorized' | 'captured' | 'cancelled' | 'failed'

/** What every call that moves money carries. */
export interface PaymentCall {
  /**
   * The same key with the same content is the same call: it is done once, and answered as the first
   * time. Kept for 24 hours at least.
   */
  readonly idempotencyKey: string
}

/** A payment to begin. */
export interface PaymentRequest extends PaymentCall {
  readonly organizationId: string
  /** More than nothing. */
  readonly amount: Money
  /** The caller's own name for it, such as the order's number; shown to the payer. */
  readonly reference: string
  /** How it is paid, as the service's own form has handed it over. Default: the payer chooses. */
  readonly method?: string
  /** Where the payer comes back to after an action. */
  readonly returnUrl?: string
  /** Whether the money is taken at once. Default false: it is reserved, until `capture`. */
  readonly captures?: boolean
}

/** A payment, as the service knows it. */
export interface Payment {
  readonly id: string
  /** The adapter that made it: later calls go to that one. */
  readonly adapter: string
  readonly organizationId: string
  readonly reference: string
  readonly status: PaymentStatus
  readonly amount: Money
  /** Never more than `amount`. */
  readonly captured: Money
  /** Never more than `captured`. */
  readonly refunded: Money
  /** Where the payer has to go; null when nothing waits for him. */
  readonly actionUrl: string | null
  /** Why it failed, for people; null otherwise. */
  readonly failure: string | null
  readonly createdAt: Timestamp
}

/** Money of a payment to take or to give back. */
export interface PaymentPart extends PaymentCall {
  readonly paymentId: string
  /** Default: all that is left. */
  readonly amount?: Money
}

/** A message of the service, as it came in. */
export interface PaymentSignal {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Exactly as received: the signature is over these bytes. */
  readonly body: Uint8Array
}

/** A change that the service tells of. */
export interface PaymentNotice {
  /** Unique: the service may tell the same more than once. */
  readonly id: string
  readonly payment: Payment
  readonly occurredAt: Timestamp
}

/** Takes payments. */
export interface PaymentAdapter extends Adapter {
  /** The currencies that it takes (ISO 4217); null for every one. */
  readonly currencies: readonly string[] | null
  /**
   * Begins a payment. A payer without money is an outcome: status `failed`.
   *
   * @throws IntegrationError `adapter.refused` for an amount of nothing or less, a currency that it
   *   does not take, or a key that was used for something else.
   */
  authorize(request: PaymentRequest): Promise<Payment>
  /**
   * Takes reserved money; what is not taken is released.
   *
   * @throws IntegrationError `adapter.refused` unless the payment is `authorized` for as much.
   */
  capture(part: PaymentPart): Promise<Payment>
  /**
   * Releases reserved money. A payment that is cancelled already stays so.
   *
   * @throws IntegrationError `adapter.refused` when money was taken: that is given back by `refund`.
   */
  cancel(paymentId: string): Promise<Payment>
  /**
   * Gives taken money back.
   *
   * @throws IntegrationError `adapter.refused` for more than was taken and not given back.
   */
  refund(part: PaymentPart): Promise<Payment>
  /** Reads a payment; null when the service knows none of this id. */
  find(paymentId: string): Promise<Payment | null>
  /**
   * Reads what the service tells of its own accord.
   *
   * @throws IntegrationError `adapter.refused` when the signature is not the service's, or is too old.
   */
  readSignal(signal: PaymentSignal): Promise<PaymentNotice>
}
