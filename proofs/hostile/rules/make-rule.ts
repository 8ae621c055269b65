/** Makes rules that are in order, and facts to ask them about. */
import type { Facts, LeafRule, Op, RuleExpr, RuleValue } from '@plinth/core'
import type { Chance } from '../../chance.ts'
import { soundPatterns } from './rule-form.ts'

/** The moment at which rules are asked. */
export const now = 1_700_000_000_000

const day = 86_400_000

/** Makes a rule of a few levels. */
export function makeRule(chance: Chance, depth: number = 3): RuleExpr {
  const kind = chance.next()
  if (depth === 0 || kind < 0.5) return makeLeaf(chance)
  if (kind < 0.62) return { not: makeRule(chance, depth - 1) }

  const parts = Array.from({ length: chance.between(0, 4) }, () => makeRule(chance, depth - 1))
  return kind < 0.81 ? { and: parts } : { or: parts }
}

const paths = [
  'total',
  'note',
  'entity.total',
  'entity.note',
  'entity.length',
  'entity.customer.name',
  'entity.customer.creditLimit.amount',
  'actor.roles',
  'payload.a.b.c.d.e.f.g',
  'payload.__a',
]

type MakeValue = (chance: Chance) => RuleValue

const texts = ['', 'a', 'b', 'ab', 'é', '\uffff', '😀', '"', '\u2028', "'", '`${a}`', '*/']
const numbers = [-1, 0, -0, 1, 2.5, 100, now, now - day, now + 2 * day, 9_007_199_254_740_991]

const oneOrderable: MakeValue = (chance) => {
  const kind = chance.next()
  if (kind < 0.4) return chance.one(texts)
  return kind < 0.8 ? chance.one(numbers) : money(chance)
}
const oneScalar: MakeValue = (chance) =>
  chance.next() < 0.2 ? chance.one([true, false, null]) : oneOrderable(chance)
const orRef = (make: MakeValue): MakeValue => {
  return (chance) => (chance.next() < 0.2 ? { ref: chance.one(paths) } : make(chance))
}

const values: Readonly<Record<Op, MakeValue>> = {
  eq: orRef(oneScalar),
  neq: orRef(oneScalar),
  gt: orRef(oneOrderable),
  gte: orRef(oneOrderable),
  lt: orRef(oneOrderable),
  lte: orRef(oneOrderable),
  in: (chance) => listOf(chance, oneScalarOf),
  nin: (chance) => listOf(chance, oneScalarOf),
  contains: orRef(oneOrderable),
  containsAll: orRef((chance) => listOf(chance, (each) => each.one(texts))),
  matches: (chance) => chance.one(soundPatterns),
  exists: (chance) => chance.next() < 0.5,
  empty: (chance) => chance.next() < 0.5,
  withinDays: orRef((chance) => chance.one([0, 1, 3, -1, -3, 0.5, 1_000_000])),
  spatialWithin: square,
}

const ops = Object.keys(values).filter(isOp)

function isOp(name: string): name is Op {
  return Object.hasOwn(values, name)
}

function makeLeaf(chance: Chance): LeafRule {
  const op = chance.one(ops)
  const field = chance.one(paths)
  const isBare = (op === 'exists' || op === 'empty') && chance.next() < 0.3
  return isBare ? { field, op } : { field, op, value: values[op](chance) }
}

function money(chance: Chance) {
  return { amount: chance.one([0, 100, 12_400]), currency: chance.one(['USD', 'EUR']) }
}

function oneScalarOf(chance: Chance): string | number | boolean | null {
  const kind = chance.next()
  if (kind < 0.2) return chance.one([true, false, null])
  return kind < 0.6 ? chance.one(texts) : chance.one(numbers)
}

function listOf<Item>(chance: Chance, make: (chance: Chance) => Item): readonly Item[] {
  return Array.from({ length: chance.between(0, 10) }, () => make(chance))
}

function square(chance: Chance): RuleValue {
  const [x, y, size] = [chance.between(-3, 3), chance.between(-3, 3), chance.between(1, 3)]
  const ring = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ] as const
  return { type: 'Polygon', coordinates: [ring] }
}

/** Makes facts in which any path may lead to anything. */
export function makeFacts(chance: Chance): Facts {
  const rest = { note: fact(chance), total: fact(chance) }
  const customer = chance.next() < 0.2 ? null : { name: fact(chance), creditLimit: money(chance) }
  return {
    ...rest,
    ...(chance.next() < 0.05 ? {} : { entity: { ...rest, length: fact(chance), customer } }),
    actor: chance.one([null, { roles: ['a', 'b'] }, { roles: fact(chance) }]),
    payload: chance.one([{}, { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }, 'none', []]),
  }
}

function fact(chance: Chance): unknown {
  const kind = chance.next()
  if (kind < 0.6) return oneScalar(chance)
  if (kind < 0.75) return listOf(chance, oneScalarOf)
  if (kind < 0.85) return { lat: chance.between(-6, 6) / 2, lng: chance.between(-6, 6) / 2 }
  return chance.one([undefined, Number.NaN, Infinity, {}, [], [['a']], { amount: 100 }])
}
