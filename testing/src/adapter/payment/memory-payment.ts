/**
 * A payment service in memory.
 *
 * The method `declined` fails, `action` waits until the test says that the payer has acted; every other
 * one pays. Calls with a key that is known are answered as the first time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import {
  adapterRefused,
  type Clock,
  type Money,
  money,
  type Payment,
  type PaymentAdapter,
  type PaymentNotice,
  type PaymentPart,
  type PaymentRequest,
  type PaymentSignal,
} from '@plinth/core'

/** A payment service that a test looks into. */
export interface MemoryPayment extends PaymentAdapter {
  readonly payments: readonly Payment[]
  /** Says that the payer has done what the payment waited for. */
  act(paymentId: string): Payment
  /** Writes the signal that a service would send about a payment, signed. */
  signal(paymentId: string): PaymentSignal
}

interface Held {
  readonly payment: Payment
  readonly captures: boolean
}

/** Creates a service without payments. */
export function memoryPayment(clock: Clock): MemoryPayment {
  return new PaymentDesk(clock)
}

class PaymentDesk implements MemoryPayment {
  readonly name = 'memory'
  readonly currencies = null
  readonly #clock: Clock
  readonly #held = new Map<string, Held>()
  readonly #calls = new Map<string, { readonly call: string; readonly answer: Payment }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get payments(): readonly Payment[] {
    return [...this.#held.values()].map(({ payment }) => payment)
  }

  async authorize(request: PaymentRequest): Promise<Payment> {
    return this.#once('authorize', request, () => {
      if (request.amount.amount <= 0) throw this.#no('takes amounts above nothing')
      const captures = request.captures ?? false
      const payment = this.#begin(request)
      return this.#keep(
        payment.status === 'authorized' && captures ? taken(payment) : payment,
        captures,
      )
    })
  }

  async capture(part: PaymentPart): Promise<Payment> {
    return this.#once('capture', part, () => {
      const { payment, captures } = this.#get(part.paymentId)
      const amount = part.amount ?? payment.amount
      if (payment.status !== 'authorized') throw this.#no(`cannot capture: ${payment.status}`)
      if (!isWithin(amount, payment.amount)) throw this.#no('cannot capture more than authorized')
      return this.#keep({ ...payment, status: 'captured', captured: amount }, captures)
    })
  }

  async cancel(paymentId: string): Promise<Payment> {
    const { payment, captures } = this.#get(paymentId)
    if (payment.status === 'cancelled') return payment
    if (payment.status === 'captured') throw this.#no('cannot cancel what was captured')
    return this.#keep({ ...payment, status: 'cancelled', actionUrl: null }, captures)
  }

  async refund(part: PaymentPart): Promise<Payment> {
    return this.#once('refund', part, () => {
      const { payment, captures } = this.#get(part.paymentId)
      const left = money.subtract(payment.captured, payment.refunded)
      const amount = part.amount ?? left
      if (!isWithin(amount, left)) throw this.#no(`cannot refund more than ${money.toText(left)}`)
      return this.#keep({ ...payment, refunded: money.add(payment.refunded, amount) }, captures)
    })
  }

  async find(paymentId: string): Promise<Payment | null> {
    return this.#held.get(paymentId)?.payment ?? null
  }

  async readSignal({ headers, body }: PaymentSignal): Promise<PaymentNotice> {
    const given = Buffer.from(headers['signature'] ?? '')
    const wanted = Buffer.from(signatureOf(body))
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw this.#no('did not sign this')
    }
    const notice: PaymentNotice = JSON.parse(Buffer.from(body).toString())
    return notice
  }

  act(paymentId: string): Payment {
    const { payment, captures } = this.#get(paymentId)
    if (payment.status !== 'action') throw this.#no(`waits for nobody: ${payment.status}`)
    const authorized: Payment = { ...payment, status: 'authorized', actionUrl: null }
    return this.#keep(captures ? taken(authorized) : authorized, captures)
  }

  signal(paymentId: string): PaymentSignal {
    const { payment } = this.#get(paymentId)
    const notice = {
      id: `notice-${payment.id}-${payment.status}`,
      payment,
      occurredAt: this.#clock.now(),
    }
    const body = new TextEncoder().encode(JSON.stringify(notice))
    return { headers: { signature: signatureOf(body) }, body }
  }

  #begin({ organizationId, reference, amount, method, idempotencyKey }: PaymentRequest): Payment {
    const id = `pay_${this.#held.size + 1}`
    const none = money.of(0, amount.currency)
    const status = statusOf(method)
    return {
      id,
      adapter: this.name,
      organizationId,
      reference,
      status,
      amount,
      captured: none,
      refunded: none,
      actionUrl: status === 'action' ? `memory:${id}/${idempotencyKey}` : null,
      failure: status === 'failed' ? 'declined' : null,
      createdAt: this.#clock.now(),
    }
  }

  #once(verb: string, call: { readonly idempotencyKey: string }, work: () => Payment): Payment {
    const text = JSON.stringify([verb, call])
    const before = this.#calls.get(call.idempotencyKey)
    if (before && before.call !== text) throw this.#no('knows this key for another call')
    const answer = before?.answer ?? work()
    this.#calls.set(call.idempotencyKey, { call: text, answer })
    return answer
  }

  #keep(payment: Payment, captures: boolean): Payment {
    this.#held.set(payment.id, { payment, captures })
    return payment
  }

  #get(paymentId: string): Held {
    const held = this.#held.get(paymentId)
    if (held) return held
    throw this.#no(`has no payment ${paymentId}`)
  }

  #no(reason: string) {
    return adapterRefused(this, { reason })
  }
}

function statusOf(method: string | undefined): Payment['status'] {
  if (method === 'declined') return 'failed'
  return method === 'action' ? 'action' : 'authorized'
}

function taken(payment: Payment): Payment {
  return { ...payment, status: 'captured', captured: payment.amount }
}

function isWithin(amount: Money, most: Money): boolean {
  return amount.currency === most.currency && amount.amount > 0 && amount.amount <= most.amount
}

function signatureOf(body: Uint8Array): string {
  return createHmac('sha256', 'memory').update(body).digest('hex')
}
