/** Facts for the rule benchmarks: alike ones on which every leaf is asked, and a mixture of all kinds. */
import { type Draw, pick, seeded } from '../../harness/seeded.ts'
import { type Facts, now } from './approval.ts'

const count = 1_024
const day = 86_400_000

/** Facts of one form that pass each leaf, to the last: the most that the rule can cost. */
export function soundFacts(): readonly Facts[] {
  const draw = seeded(1)
  return Array.from({ length: count }, () => ({ entity: soundOrder(draw) }))
}

/** Facts of many forms, of which most fail somewhere on the way: what a system meets. */
export function mixedFacts(): readonly Facts[] {
  const draw = seeded(2)
  return Array.from({ length: count }, () => ({ entity: mixedOrder(draw) }))
}

function soundOrder(draw: Draw): Facts['entity'] {
  return {
    status: 'placed',
    delivery: { weight: 11 + Math.floor(draw() * 1_000) },
    country: 'US',
    tags: ['new', pick(['export', 'heavy'], draw), 'export'],
    note: pick(['leave it at the door', 'ring twice', 'test it before it leaves'], draw),
    placedAt: now - Math.floor(draw() * 29 * day),
    currency: pick(['EUR', 'USD', 'CHF'], draw),
    approvedBy: pick(['act_1', 'act_2'], draw),
  }
}

// Three forms: as a database gives it, without what is absent, and with a field of a newer version.
function mixedOrder(draw: Draw): Facts['entity'] {
  const seldom = () => draw() < 0.12
  const order = {
    ...soundOrder(draw),
    ...(seldom() && { status: pick(['draft', 'paid'], draw) }),
    ...(seldom() && { delivery: pick([null, { weight: null }, { weight: 3 }], draw) }),
    ...(seldom() && { country: pick(['DE', 'FR', null], draw), tags: pick([[], null], draw) }),
    ...(seldom() && { note: pick(['test 17', 'trial 4', null], draw) }),
    ...(seldom() && { approvedBy: null }),
    ...(seldom() && { placedAt: now - Math.floor(draw() * 90 * day) }),
    ...(seldom() && { currency: 'XXX' }),
  }
  return pick([asStored, withoutAbsent, asIsNewer], draw)(order)
}

type Order = Facts['entity']

function asStored({ status, delivery, country, tags, note, placedAt, ...rest }: Order): Order {
  const { currency, approvedBy } = rest
  return { status, delivery, country, tags, note, placedAt, currency, approvedBy }
}

function withoutAbsent({ note, approvedBy, ...order }: Order): Order {
  const { status, delivery, country, tags, placedAt, currency } = order
  const always = { status, delivery, country, tags, placedAt, currency }
  return note === null || approvedBy === null ? always : { ...always, note, approvedBy }
}

function asIsNewer(order: Order): Order {
  return { region: 'north', ...asStored(order) }
}
