/** Rules and facts of all kinds, for whoever holds the ways of evaluating against each other. */
import fc from 'fast-check'
import { dayLength } from '../operators.ts'
import type { Facts, LeafRule, Op, RuleExpr } from '../rule.ts'
import { now } from './definition.fixture.ts'

const texts = fc.constantFrom('', 'a', 'b', 'ab', 'sales', 'é', '\uffff', '😀', '"', '\u2028', "'")
const numbers = fc.constantFrom(-1, 0, 1, 2.5, 100, now, now - dayLength, now + 2 * dayLength)
const money = fc.record({
  amount: fc.constantFrom(0, 100, 12_400),
  currency: fc.constantFrom('USD', 'EUR'),
})
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null), money)
const orderable = fc.oneof(texts, numbers, money)
const wild = fc.constantFrom(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  undefined,
  {},
  [],
  ['a', ['b']],
)
const values = fc.oneof(
  { weight: 5, arbitrary: scalars },
  { weight: 2, arbitrary: fc.array(scalars, { maxLength: 3 }) },
  { weight: 1, arbitrary: wild },
)

const customer = fc.oneof(
  fc.constant(null),
  fc.record({ name: values, creditLimit: values, length: values }),
)
/** Facts in which every path may lead to anything. */
export const facts: fc.Arbitrary<Facts> = fc.record({
  total: values,
  order: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, 'no record') },
    {
      weight: 9,
      arbitrary: fc.record({ total: values, note: values, length: values, customer }),
    },
  ),
  actor: fc.record({ name: values, roles: values }),
})

const paths = fc.constantFrom(
  'total',
  'order.total',
  'order.note',
  'order.length',
  'order.customer.name',
  'order.customer.creditLimit',
  'order.customer.length',
  'order.total.amount',
  'actor.name',
  'actor.roles',
)
const refs = paths.map((ref) => ({ ref }))
const flags = fc.constantFrom({}, { value: true }, { value: false })

/** Comparisons of every kind. */
export const leaves: fc.Arbitrary<LeafRule> = fc.oneof(
  leafOf(['eq', 'neq'], fc.oneof(scalars, refs)),
  leafOf(['gt', 'gte', 'lt', 'lte'], fc.oneof(orderable, refs)),
  leafOf(['in', 'nin'], fc.array(scalars, { maxLength: 12 })),
  leafOf(['contains'], fc.oneof(texts, numbers, fc.boolean(), money, refs)),
  leafOf(['containsAll'], fc.oneof(fc.array(fc.oneof(texts, money), { maxLength: 3 }), refs)),
  leafOf(['matches'], fc.constantFrom('^a', 'b$', '^\\w*$', '[é😀]')),
  leafOf(['withinDays'], fc.oneof(fc.constantFrom(0, 1, 3, -1, -3, 0.5), refs)),
  fc
    .record({ field: paths, op: fc.constantFrom<Op>('exists', 'empty'), flag: flags })
    .map(({ field, op, flag }) => ({ field, op, ...flag })),
)

/** Rules of up to a few levels. */
export const rules: fc.Arbitrary<RuleExpr> = fc.letrec<{ rule: RuleExpr }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaves,
    fc.array(tie('rule'), { maxLength: 4 }).map((and) => ({ and })),
    fc.array(tie('rule'), { maxLength: 4 }).map((or) => ({ or })),
    tie('rule').map((not) => ({ not })),
  ),
})).rule

function leafOf(
  ops: readonly Op[],
  value: fc.Arbitrary<LeafRule['value']>,
): fc.Arbitrary<LeafRule> {
  return fc
    .record({ field: paths, op: fc.constantFrom(...ops), value })
    .map((made) => ({ ...made, value: made.value ?? null }))
}
