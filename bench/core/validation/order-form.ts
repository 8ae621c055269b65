/** The schema of the validation benchmark: fifteen fields, with money and a list among them, and inputs for it. */
import { currencies, field, type Fields, Validators } from '@plinth/core'
import { type Draw, pick, seeded } from '../../harness/seeded.ts'

/** What is asked of texts; all contenders ask it in the same way. */
export const texts = {
  id: /^[a-z][a-z0-9]{0,15}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  email: /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+$/,
  currencies: [...currencies],
} as const

/** The fields, as a module declares them. */
export const orderForm: Fields = {
  number: field.string({ minLength: 2, maxLength: 20 }),
  customerId: field.ref('Customer'),
  channel: field.oneOf(['web', 'shop', 'phone']),
  total: field.money(),
  placedAt: field.date(),
  dueAt: field.date({ optional: true }),
  quantity: field.integer({ min: 1, max: 10_000 }),
  discount: field.number({ min: 0, max: 100 }),
  isGift: field.boolean(),
  email: field.string({ maxLength: 254, validators: [Validators.pattern(texts.email)] }),
  note: field.string({ optional: true, maxLength: 500 }),
  reference: field.string({ optional: true, maxLength: 40 }),
  region: field.oneOf(['north', 'south', 'east', 'west']),
  priority: field.integer({ min: 0, max: 9 }),
  lines: field.list(
    {
      productId: field.ref('Product'),
      quantity: field.integer({ min: 1, max: 10_000 }),
      price: field.money(),
    },
    { min: 1, max: 500 },
  ),
}

/** An input: what came in, before it is known to be an order. */
export type Input = Readonly<Record<string, unknown>>

const count = 64

/** Inputs in which all is in order. */
export function soundInputs(): readonly Input[] {
  const draw = seeded(4)
  return Array.from({ length: count }, () => soundInput(draw))
}

/** Inputs with eight mistakes each: of length, id, choice, amount, range, form, type, and an unknown field. */
export function brokenInputs(): readonly Input[] {
  const draw = seeded(5)
  return Array.from({ length: count }, () => {
    const { lines, total, ...rest } = soundInput(draw)
    const [first, second] = lines
    return {
      ...rest,
      number: 'A',
      customerId: 'cus_17',
      channel: 'mail',
      total: { ...total, amount: 10.5 },
      quantity: 0,
      email: 'nobody at home',
      lines: [first, { ...second, quantity: '2' }],
      colour: 'red',
    }
  })
}

function soundInput(draw: Draw) {
  return {
    number: `A-${Math.floor(draw() * 100_000)}`,
    customerId: id('cus_', draw),
    channel: pick(['web', 'shop', 'phone'], draw),
    total: usd(draw),
    placedAt: 1_790_000_000_000 + Math.floor(draw() * 1e9),
    dueAt: null,
    quantity: 1 + Math.floor(draw() * 9_999),
    discount: draw() * 100,
    isGift: draw() < 0.5,
    email: pick(['ada@example.org', 'grace.hopper@navy.example'], draw),
    note: pick(['leave it at the door', 'ring twice'], draw),
    reference: `R${Math.floor(draw() * 1e6)}`,
    region: pick(['north', 'south', 'east', 'west'], draw),
    priority: Math.floor(draw() * 9),
    lines: [line(draw), line(draw)],
  }
}

function line(draw: Draw) {
  return { productId: id('prd_', draw), quantity: 1 + Math.floor(draw() * 99), price: usd(draw) }
}

function usd(draw: Draw) {
  return { amount: Math.floor(draw() * 1e6), currency: 'USD' }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')

function id(prefix: string, draw: Draw): string {
  return `${prefix}0${Array.from({ length: 25 }, () => pick(alphabet, draw)).join('')}`
}
