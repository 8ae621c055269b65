/** What would turn a refusal round: the changes told, and that each of them does. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRule } from '../compile-rule.ts'
import { dayLength } from '../operators.ts'
import type { Facts, LeafRule, Op, RuleExpr } from '../rule.ts'
import { remediesOfAny } from './remedies-of-any.ts'
import type { Change, Remedy } from './remedy.ts'

const now = 1_700_000_000_000
const usd = (amount: number) => ({ amount, currency: 'USD' })
const anything = { now, canRead: () => true, canChange: () => true }

const withinCredit: RuleExpr = {
  or: [
    { field: 'entity.total', op: 'lte', value: { ref: 'entity.customer.creditLimit' } },
    { field: 'actor.roles', op: 'contains', value: 'sales-manager' },
  ],
}
const refused = {
  entity: { total: usd(12_400), customer: { creditLimit: usd(10_000) } },
  actor: { roles: ['clerk'] },
}

test('the caller is told what he can change, and only that', () => {
  const canChange = (path: string) => path === 'entity.total'

  const remedies = compileRule(withinCredit).remedies(refused, { ...anything, canChange })

  expect(remedies).toEqual([{ set: 'entity.total', atMost: usd(10_000) }])
})

test('each side of a comparison can be a remedy, and so can each part of an or', () => {
  const remedies = compileRule(withinCredit).remedies(refused, anything)

  expect(remedies).toEqual([
    { set: 'entity.total', atMost: usd(10_000) },
    { set: 'entity.customer.creditLimit', atLeast: usd(12_400) },
    { set: 'actor.roles', containing: ['sales-manager'] },
  ])
})

test('what the caller may not read is not given away by a remedy', () => {
  const canRead = (path: string) => !path.startsWith('entity.customer')

  const remedies = compileRule(withinCredit).remedies(refused, { ...anything, canRead })

  expect(remedies).toEqual([{ set: 'actor.roles', containing: ['sales-manager'] }])
})

test('there is no remedy where nothing that the caller can change would help', () => {
  const canChange = (path: string) => path === 'entity.note'

  expect(compileRule(withinCredit).remedies(refused, { ...anything, canChange })).toEqual([])
})

test('a rule that holds needs no remedy', () => {
  const rule = compileRule({ field: 'status', op: 'eq', value: 'draft' })

  expect(rule.remedies({ status: 'draft' }, anything)).toEqual([])
})

test('changes that help only together are told together', () => {
  const rule = compileRule({
    and: [
      { field: 'status', op: 'eq', value: 'draft' },
      { field: 'lines', op: 'exists' },
      { field: 'total', op: 'gt', value: 0 },
    ],
  })

  expect(rule.remedies({ status: 'paid', total: 5 }, anything)).toEqual([
    {
      all: [
        { set: 'status', to: 'draft' },
        { set: 'lines', present: true },
      ],
    },
  ])
})

test('a change keeps within everything else that is asked of the same value', () => {
  const rule = compileRule({
    and: [
      { field: 'total', op: 'lte', value: 100 },
      { field: 'total', op: 'gte', value: 50 },
      { field: 'status', op: 'in', value: ['a', 'b', 'c'] },
      { field: 'status', op: 'neq', value: 'b' },
    ],
  })

  expect(rule.remedies({ total: 124, status: 'c' }, anything)).toEqual([
    { set: 'total', atMost: 100, atLeast: 50 },
  ])
  expect(rule.remedies({ total: 75, status: 'b' }, anything)).toEqual([
    { set: 'status', oneOf: ['a', 'c'] },
  ])
})

test('a rule that nothing could fulfil has no remedy', () => {
  const rule = compileRule({
    and: [
      { field: 'total', op: 'lt', value: 1 },
      { field: 'total', op: 'gt', value: 2 },
    ],
  })

  expect(rule.remedies({ total: 5 }, anything)).toEqual([])
})

test('a pattern is a remedy when a text is known that matches it', () => {
  const rule = compileRule({ field: 'number', op: 'matches', value: '^ORD-\\d{4}$' })

  expect(rule.remedies({ number: 'x' }, anything)).toEqual([
    { set: 'number', matching: '^ORD-\\d{4}$' },
  ])
})

test('a rule made to have endless remedies is answered at once', () => {
  const leaf = (field: string): RuleExpr => ({ field, op: 'exists' })
  const pairs = Array.from({ length: 150 }, (_, index) => ({
    or: [leaf(`a${index}`), leaf(`b${index}`)],
  }))

  expect(compileRule({ and: pairs }).remedies({}, anything)).toEqual([])
  expect(compileRule({ and: pairs.slice(0, 3) }).remedies({}, anything)).toHaveLength(3)
})

test.each<[string, RuleExpr]>([
  ['long lists', { or: [1, 2, 3, 4, 5].map((part) => ({ and: contradiction(part) })) }],
  ['patterns', { or: Array.from({ length: 8 }, (_, part) => ({ and: patternAnd(part) })) }],
  ['many ways', { or: Array.from({ length: 90 }, (_, part) => ({ and: four(part) })) }],
])('a rule of %s is asked a bounded number of times', (_, rule) => {
  let reads = 0
  const facts = {
    get x() {
      reads += 1
      return 'b'.repeat(1_000)
    },
  }

  compileRule(rule).remedies(facts, anything)

  expect(reads).toBeLessThan(1_000)
})

function contradiction(part: number): readonly RuleExpr[] {
  const values = Array.from({ length: 450 }, (_, item) => item + part)
  return [
    { field: 'x', op: 'in', value: values },
    { field: 'x', op: 'nin', value: values },
  ]
}

function patternAnd(part: number): readonly RuleExpr[] {
  return [{ field: 'x', op: 'matches', value: 'a[ab]{200}c' }, ...four(part).slice(1)]
}

function four(part: number): readonly RuleExpr[] {
  return [
    { field: 'x', op: 'eq', value: part },
    ...[1, 2, 3].map((key): RuleExpr => ({ field: `a${part}_${key}`, op: 'exists' })),
  ]
}

test('each remedy, applied, turns the refusal round, and no part of it is sure to', () => {
  let told = 0

  fc.assert(
    fc.property(rules, facts, (rule, given) => {
      const compiled = compileRule(rule)
      for (const remedy of compiled.remedies(given, anything)) {
        const changes = changesOf(remedy)
        told += 1

        expect(compiled.evaluate(applied(given, changes), { now })).toBe(true)
        for (const left of changes) {
          const others = changes.filter((change) => change !== left)
          const ways = waysToApply(given, others)
          expect(ways.map((facts) => compiled.evaluate(facts, { now }))).toContain(false)
        }
      }
    }),
    { numRuns: 3000 },
  )

  expect(told).toBeGreaterThan(500)
})

test('of several rules, what one asks for on top of another is not told, nor anything twice', () => {
  const cheap: RuleExpr = { field: 'total', op: 'lte', value: 100 }
  const signed: RuleExpr = { field: 'signed', op: 'eq', value: true }
  const candidates = [{ and: [cheap, signed] }, { and: [signed, cheap] }, signed, signed, cheap]

  const told = remediesOfAny(
    candidates.map((rule) => compileRule(rule)),
    { total: 500, signed: false },
    anything,
  )

  expect(told).toEqual([
    { set: 'signed', to: true },
    { set: 'total', atMost: 100 },
  ])
})

test('each remedy for an event of a machine opens it, and asks for no more than another', () => {
  let several = 0
  let joint = 0
  const candidates = fc.array(rules, { minLength: 2, maxLength: 4 })

  fc.assert(
    fc.property(candidates, facts, (guards, given) => {
      const compiled = guards.map((guard) => compileRule(guard))
      const isOpen = (tried: Facts) => compiled.some((rule) => rule.evaluate(tried, { now }))
      if (isOpen(given)) return

      const told = remediesOfAny(compiled, given, anything)
      const paths = told.map((remedy) => changesOf(remedy).map(({ set }) => set))
      if (told.length > 1) several += 1
      if (paths.some(({ length }) => length > 1)) joint += 1

      expect(told.length).toBeLessThanOrEqual(3)
      expect(new Set(told.map((remedy) => JSON.stringify(remedy))).size).toBe(told.length)
      for (const remedy of told) {
        const changes = changesOf(remedy)
        expect(isOpen(applied(given, changes))).toBe(true)
        for (const left of changes) {
          const ways = waysToApply(
            given,
            changes.filter((change) => change !== left),
          )
          expect(ways.map(isOpen)).toContain(false)
        }
      }
      for (const [at, more] of paths.entries()) {
        const parts = paths.filter((fewer, place) => place !== at && fewer.length < more.length)
        expect(parts.filter((fewer) => fewer.every((path) => more.includes(path)))).toEqual([])
      }
    }),
    { numRuns: 3_000 },
  )

  expect([several > 200, joint > 30]).toEqual([true, true])
})

function changesOf(remedy: Remedy): readonly Change[] {
  return 'all' in remedy ? remedy.all : [remedy]
}

function applied(given: Facts, changes: readonly Change[]): Facts {
  return waysToApply(given, changes)[0] ?? given
}

/** Makes the changes in every way that a person may think of. */
function waysToApply(given: Facts, changes: readonly Change[]): readonly Facts[] {
  return changes.reduce<readonly Facts[]>(
    (ways, change) =>
      valuesFor(change, given).flatMap((value) =>
        ways.map((facts) => ({ ...facts, [change.set]: value })),
      ),
    [given],
  )
}

/** Reads a change as a person would, and picks values of his own that are within it. */
function valuesFor(change: Change, given: Facts): readonly unknown[] {
  const current = given[change.set]
  const items: readonly unknown[] = Array.isArray(current) ? current : []
  const named = [change.to, ...(change.oneOf ?? []), change.atMost, change.atLeast]
  const limits = [
    change.atMost,
    change.atLeast,
    change.below,
    change.above,
    ...(change.noneOf ?? []),
  ]
  const beside = limits.flatMap((limit) => [-2, -1, 1, 2].map((by) => step(limit, by)))
  const more = [...(change.containing ?? []), ...(change.containingAll ?? [])]
  const lists = [[...items, ...more], items.filter((item) => item !== 'a'), more, []]
  const heads = ['', ' ', '~', ...limits.filter((limit) => typeof limit === 'string')]
  const joined = heads.map((head) => head + more.join(''))
  const others = ['z', 17, usd(17), true, ...joined, null]

  const possible = [...named, ...beside, ...lists, ...others].filter((value) => value !== undefined)
  const found = possible.filter((value) => isWithin(change, value))
  if (found.length === 0) throw new Error(`nobody finds a value for ${JSON.stringify(change)}`)
  return found
}

function isWithin(change: Change, value: unknown): boolean {
  const { set: _, without = [], containing = [], lackingOneOf, ...plain } = change
  const asked = Object.entries(plain).map(([word, said]) => asks(opOf[word], said))
  const lacking = lackingOneOf ? [{ not: asks('containsAll', lackingOneOf) }] : []
  const held = containing.map((item) => asks('contains', item))
  const absent = without.map((item) => ({ not: asks('contains', item) }))
  return compileRule({ and: [...asked, ...lacking, ...held, ...absent] }).evaluate({ x: value })
}

const opOf: Readonly<Record<string, Op>> = {
  to: 'eq',
  atMost: 'lte',
  atLeast: 'gte',
  below: 'lt',
  above: 'gt',
  oneOf: 'in',
  noneOf: 'nin',
  present: 'exists',
  empty: 'empty',
  containingAll: 'containsAll',
}

function asks(op: Op | undefined, value: unknown): LeafRule {
  return { field: 'x', op, value } as LeafRule
}

function step(limit: unknown, by: number): unknown {
  if (typeof limit === 'number') return limit + by
  if (typeof limit === 'string') return by > 0 ? limit + 'a'.repeat(by) : limit.slice(0, by)
  if (typeof limit !== 'object' || limit === null) return undefined

  const { amount, currency } = limit as ReturnType<typeof usd>
  return { amount: amount + by, currency }
}

const fields = fc.constantFrom('a', 'b', 'c')
const numbers = fc.constantFrom(0, 1, 5, now, now - 3 * dayLength)
const texts = fc.constantFrom('a', 'b', 'bc')
const money = fc.constantFrom(usd(0), usd(500))
const orderable = fc.oneof(numbers, texts, money)
const facts = fc.record({
  a: fc.oneof(orderable, fc.constant(null)),
  b: fc.oneof(orderable, fc.constant(undefined)),
  c: fc.oneof(fc.array(texts, { maxLength: 2 }), orderable),
})

const leaves: fc.Arbitrary<LeafRule> = fc.oneof(
  leafOf(
    ['eq', 'neq', 'gt', 'gte', 'lt', 'lte'],
    fc.oneof(
      orderable,
      fields.map((ref) => ({ ref })),
    ),
  ),
  leafOf(['in', 'nin'], fc.array(orderable, { minLength: 1, maxLength: 3 })),
  leafOf(['contains'], texts),
  leafOf(['containsAll'], fc.array(texts, { minLength: 1, maxLength: 2 })),
  leafOf(['exists', 'empty'], fc.boolean()),
  leafOf(['withinDays'], fc.constantFrom(1, -1, 5)),
)
const { rule: rules } = fc.letrec<{ rule: RuleExpr }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2 },
    leaves,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
    tie('rule').map((not) => ({ not })),
  ),
}))

function leafOf(
  ops: readonly Op[],
  value: fc.Arbitrary<NonNullable<LeafRule['value']>>,
): fc.Arbitrary<LeafRule> {
  return fc.record({ field: fields, op: fc.constantFrom(...ops), value })
}
