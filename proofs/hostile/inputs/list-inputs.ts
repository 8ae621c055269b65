/** Lists that an attacker asks for: filters, orders, pages, and cursors that nobody gave him. */
import type { Facts, RuleExpr } from '@plinth/core'
import { holdsByDefinition } from '@plinth/testing'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { now } from '../rules/make-rule.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'
import type { Page, Shop } from './shop.ts'

/** Makes inputs for the lists of a shop. */
export function listInput(chance: Chance, shop: Shop): Trial {
  return chance.next() < 0.6 ? filterInput(chance, shop) : cursorInput(chance, shop)
}

const codes = ['validation.failed', 'rule.invalid']

/** A condition on one field, in short, and as the rule that it stands for. */
interface Asked {
  readonly filter: Readonly<Record<string, unknown>>
  readonly rule: RuleExpr
}

function askedOf(chance: Chance, depth: number): Asked {
  const kind = chance.next()
  if (depth > 0 && kind < 0.2) {
    const { filter, rule } = askedOf(chance, depth - 1)
    return { filter: { not: filter }, rule: { not: rule } }
  }
  if (depth > 0 && kind < 0.5) {
    const parts = [askedOf(chance, depth - 1), askedOf(chance, depth - 1)]
    const [filters, rules] = [parts.map(({ filter }) => filter), parts.map(({ rule }) => rule)]
    return kind < 0.35
      ? { filter: { and: filters }, rule: { and: rules } }
      : { filter: { or: filters }, rule: { or: rules } }
  }
  return oneOf(chance)
}

function oneOf(chance: Chance): Asked {
  const count = chance.between(-1, 12)
  const money = { amount: count * 100, currency: chance.one(['USD', 'EUR']) }
  const text = chance.one(['a', 'b', 'é', '😀', '`', ''])
  const made: readonly Asked[] = [
    { filter: { count }, rule: { field: 'count', op: 'eq', value: count } },
    { filter: { count: { gt: count } }, rule: { field: 'count', op: 'gt', value: count } },
    { filter: { price: { lte: money } }, rule: { field: 'price', op: 'lte', value: money } },
    { filter: { price: null }, rule: { field: 'price', op: 'eq', value: null } },
    { filter: { name: { contains: text } }, rule: { field: 'name', op: 'contains', value: text } },
    { filter: { name: { matches: '^a' } }, rule: { field: 'name', op: 'matches', value: '^a' } },
    { filter: { status: { in: ['new'] } }, rule: { field: 'status', op: 'in', value: ['new'] } },
    {
      filter: { field: 'count', op: 'lte', value: count },
      rule: { field: 'count', op: 'lte', value: count },
    },
  ]
  return chance.one(made)
}

const wrongFilters: readonly unknown[] = [
  { constructor: 1 },
  { toString: { eq: 1 } },
  { count: { constructor: 1 } },
  { count: { __defineGetter__: 1 } },
  { nothing: 1 },
  { 'count.constructor': 1 },
  { count: '1' },
  { name: { matches: '(a+)+$(?=b)' } },
  { name: { matches: '(a)\\1' } },
  { status: 'stolen' },
  { price: { lte: 5 } },
  { and: { count: 1 } },
  { not: [] },
  { ref: 'shop.anything' },
  { template: 'x', params: {} },
  { name: 'x'.repeat(10_001) },
  { organizationId: { in: ['org_1', 'org_2'], hidden: 1 } },
  JSON.parse('{"__proto__":{"count":1}}'),
]

function filterInput(chance: Chance, shop: Shop): Trial {
  const { filter, rule } = askedOf(chance, 3)
  const kind = chance.next()
  if (kind < 0.5) return filterTrial(shop, { filter, rule, isAcceptable: true })
  if (kind < 0.65) {
    return filterTrial(shop, { filter: chance.one(wrongFilters), rule, isAcceptable: false })
  }
  const odd = kind < 0.92 ? mutated(chance, filter) : hostileValue(chance)
  return filterTrial(shop, { filter: odd, rule, isAcceptable: null })
}

interface Given {
  readonly filter: unknown
  readonly rule: RuleExpr
  readonly isAcceptable: boolean | null
}

function filterTrial(shop: Shop, { filter, rule, isAcceptable }: Given): Trial {
  return asTrial<Page>({
    area: 'filters',
    input: filter,
    isAcceptable,
    codes,
    ask: () => shop.list({ where: filter, limit: 100 }),
    faultOf: ({ data }) => {
      if (isAcceptable === null) return undefined
      const expected = shop.records.filter((record) => holds(rule, record))
      return sameRecords(data, expected)
    },
  })
}

function holds(rule: RuleExpr, record: Facts): boolean {
  return holdsByDefinition(rule, record, now)
}

function sameRecords(found: Page['data'], expected: Page['data']): string | null {
  const [ids, wanted] = [found, expected].map((rows) => rows.map(({ id }) => String(id)).join())
  return ids === wanted ? null : `it found ${found.length} records, not ${expected.length}`
}

const orders = [
  {
    sort: [],
    compare: (one: Facts, other: Facts) => (String(one['id']) < String(other['id']) ? -1 : 1),
  },
  {
    sort: [{ field: 'count', direction: 'desc' }],
    compare: (one: Facts, other: Facts) => Number(other['count']) - Number(one['count']),
  },
]

function cursorInput(chance: Chance, shop: Shop): Trial {
  const order = chance.one(orders)
  const [size, kind, at] = [chance.between(1, 6), chance.next(), chance.next()]
  const crafted = craftedCursor(chance)
  const odd = chance.one(['0', 'g', 'A', '', '\0', '%', '😀'])
  return asTrial<Page>({
    area: 'cursors',
    input: { sort: order.sort, size, crafted: kind < 0.7 ? null : crafted },
    isAcceptable: kind < 0.5 ? true : null,
    codes,
    ask: async () => {
      const { sort } = order
      const { nextCursor } = await shop.list({ sort, limit: size })
      const after = nextCursor ?? ''
      const cut = Math.floor(at * after.length)
      const spoiled = `${after.slice(0, cut)}${odd}${after.slice(cut + 1)}`
      const strange = kind < 0.7 ? spoiled : crafted
      return shop.list({ sort, limit: size, after: kind < 0.5 ? after : strange })
    },
    faultOf: ({ data }) => {
      if (kind >= 0.5) return undefined
      const expected = shop.records.toSorted(order.compare).slice(size, size * 2)
      return sameRecords(data, expected)
    },
  })
}

function craftedCursor(chance: Chance): unknown {
  const hex = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('hex')
  return chance.one([
    () => hostileText(chance),
    () => hostileValue(chance),
    () => hex(['id', hostileText(chance)]),
    () => hex(['id', { toString: 1 }]),
    () => hex(['-count,-id', '1', 'x']),
    () => hex(['-count,-id', 0.5, 'x']),
    () => hex({ length: 2, 0: 'id', 1: 'x' }),
    () => hex(['__proto__', 'x']),
    () => hex('['.repeat(1_500)),
    () => '5b'.repeat(2_000),
    () => 'ff'.repeat(100),
  ])()
}
