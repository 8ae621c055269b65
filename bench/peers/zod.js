/** The schema of the validation benchmark for zod. */
import { z } from 'zod'

/** Makes the operation: lists the mistakes of an input, null when there is none. */
export function validate({ id, email, currencies }) {
  const ref = z.string().regex(id)
  const money = z.strictObject({ amount: z.int(), currency: z.enum(currencies) })
  const instant = z.int().min(-62_135_596_800_000).max(253_402_300_799_999)
  const quantity = z.int().min(1).max(10_000)
  const order = z.strictObject({
    number: z.string().min(2).max(20),
    customerId: ref,
    channel: z.enum(['web', 'shop', 'phone']),
    total: money,
    placedAt: instant,
    dueAt: instant.nullish(),
    quantity,
    discount: z.number().min(0).max(100),
    isGift: z.boolean(),
    email: z.string().max(254).regex(email),
    note: z.string().max(500).nullish(),
    reference: z.string().max(40).nullish(),
    region: z.enum(['north', 'south', 'east', 'west']),
    priority: z.int().min(0).max(9),
    lines: z
      .array(z.strictObject({ productId: ref, quantity, price: money }))
      .min(1)
      .max(500),
  })
  return (input) => {
    const result = order.safeParse(input)
    return result.success ? null : result.error.issues
  }
}
