/** What every payment service must do. */
import {
  type Money,
  money,
  type Payment,
  type PaymentAdapter,
  type PaymentRequest,
  type PaymentSignal,
} from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { newName } from '../../new-name.ts'

/** What the suite needs of a service's test account. */
export interface PaymentSamples {
  /** The name of a method that pays. Default `card`. */
  readonly pays?: string
  /** The name of a method that is declined. Default `declined`. */
  readonly declined?: string
  /** Makes the signal that the service sends about a payment. */
  readonly signal: (payment: Payment) => PaymentSignal
}

/** Runs the suite. */
export function describePayment<P extends PaymentAdapter>(
  open: () => Promise<P>,
  samplesOf: (adapter: P) => PaymentSamples,
): void {
  describe('as every payment adapter', () => {
    const request = (adapter: P, change: Partial<PaymentRequest> = {}): PaymentRequest => ({
      organizationId: newName('org'),
      idempotencyKey: newName('key'),
      amount: euros(10_00),
      reference: 'A-1',
      method: samplesOf(adapter).pays ?? 'card',
      ...change,
    })

    test('money is reserved, taken, and given back in parts, never more than there is', async () => {
      const adapter = await open()

      const reserved = await adapter.authorize(request(adapter))
      const paymentId = reserved.id
      const captured = await adapter.capture({ paymentId, ...aKey(), amount: euros(8_00) })
      const refunded = await adapter.refund({ paymentId, ...aKey(), amount: euros(3_00) })
      const tooMuch = adapter.refund({ paymentId, ...aKey(), amount: euros(5_01) })

      expect(reserved).toMatchObject({ status: 'authorized', adapter: adapter.name })
      expect(reserved.captured).toEqual(euros(0))
      expect(captured).toMatchObject({ status: 'captured', captured: euros(8_00) })
      expect(refunded.refunded).toEqual(euros(3_00))
      await expect(tooMuch).rejects.toMatchObject({ code: 'adapter.refused' })
      expect(await adapter.find(paymentId)).toEqual(refunded)
    })

    test('money can be taken at once, and all of it given back', async () => {
      const adapter = await open()

      const payment = await adapter.authorize(request(adapter, { captures: true }))
      const refunded = await adapter.refund({ paymentId: payment.id, ...aKey() })

      expect(payment).toMatchObject({ status: 'captured', captured: euros(10_00) })
      expect(refunded.refunded).toEqual(euros(10_00))
    })

    test('a call that is made again moves no money again', async () => {
      const adapter = await open()
      const call = request(adapter, { captures: true })

      const first = await adapter.authorize(call)
      const again = await adapter.authorize(call)
      const refund = { paymentId: first.id, ...aKey(), amount: euros(4_00) }
      await adapter.refund(refund)
      await adapter.refund(refund)

      expect(again.id).toBe(first.id)
      expect((await adapter.find(first.id))?.refunded).toEqual(euros(4_00))
    })

    test('a key that is used for something else is refused', async () => {
      const adapter = await open()
      const call = request(adapter)
      await adapter.authorize(call)

      const other = adapter.authorize({ ...call, amount: euros(11_00) })

      await expect(other).rejects.toMatchObject({ code: 'adapter.refused', transient: false })
    })

    test('reserved money is released, twice if need be, and cannot be taken then', async () => {
      const adapter = await open()
      const { id: paymentId } = await adapter.authorize(request(adapter))

      await adapter.cancel(paymentId)
      const cancelled = await adapter.cancel(paymentId)

      expect(cancelled).toMatchObject({ status: 'cancelled', captured: euros(0) })
      const capture = adapter.capture({ paymentId, ...aKey() })
      await expect(capture).rejects.toMatchObject({ code: 'adapter.refused' })
    })

    test('money that was taken is not released', async () => {
      const adapter = await open()
      const { id } = await adapter.authorize(request(adapter, { captures: true }))

      await expect(adapter.cancel(id)).rejects.toMatchObject({ code: 'adapter.refused' })
    })

    test('a payer without money is an outcome', async () => {
      const adapter = await open()
      const method = samplesOf(adapter).declined ?? 'declined'

      const payment = await adapter.authorize(request(adapter, { method }))

      expect(payment).toMatchObject({ status: 'failed', failure: expect.any(String) })
    })

    test.each([0, -1])('an amount of %i is refused', async (cents) => {
      const adapter = await open()

      const payment = adapter.authorize(request(adapter, { amount: euros(cents) }))

      await expect(payment).rejects.toMatchObject({ code: 'adapter.refused' })
    })

    test('a payment that nobody made is null', async () => {
      const adapter = await open()

      expect(await adapter.find(newName('pay'))).toBeNull()
    })

    test('what the service tells is believed when it is signed, and not a byte else', async () => {
      const adapter = await open()
      const payment = await adapter.authorize(request(adapter))
      const { headers, body } = samplesOf(adapter).signal(payment)
      const forged = body.map((byte, index) => (index === 2 ? byte ^ 1 : byte))

      expect((await adapter.readSignal({ headers, body })).payment.id).toBe(payment.id)
      const refused = { code: 'adapter.refused' }
      await expect(adapter.readSignal({ headers, body: forged })).rejects.toMatchObject(refused)
      await expect(adapter.readSignal({ headers: {}, body })).rejects.toMatchObject(refused)
    })
  })
}

function euros(cents: number): Money {
  return money.of(cents, 'EUR')
}

function aKey(): { readonly idempotencyKey: string } {
  return { idempotencyKey: newName('key') }
}
