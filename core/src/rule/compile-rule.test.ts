/** What a compiled rule reads, what it needs to be loaded, and when now is. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { factShape, openShape, rootsShape } from './check/fact-shape.ts'
import { compileRule } from './compile-rule.ts'
import { dayLength } from './operators.ts'
import type { Facts, RuleExpr } from './rule.ts'

const region = factShape('Region', { name: { type: 'string' } })
const customer = factShape('Customer', {
  name: { type: 'string' },
  regionId: { type: 'ref' },
  region: { type: 'record', shape: region },
})
const tag = factShape('Tag', { color: { type: 'string' }, weight: { type: 'number' } })
const order = factShape('Order', {
  note: { type: 'string' },
  meta: { type: 'json' },
  total: { type: 'money' },
  customerId: { type: 'ref' },
  customer: { type: 'record', shape: customer },
  tags: { type: 'record', list: true, shape: tag },
})
const shape = rootsShape({ entity: order, actor: openShape('actor') })

/** Every way of evaluating has to answer alike. */
function ask(rule: RuleExpr, facts: Facts): boolean {
  const closures = compileRule(rule, { shape })
  const generated = compileRule(rule, { shape, generate: true })
  const answers = [
    closures.evaluate(facts),
    generated.evaluate(facts),
    closures.explain(facts).passed,
  ]
  expect(new Set(answers).size).toBe(1)
  return closures.evaluate(facts)
}

test('a rule says what it reads, and which records have to be loaded for it', () => {
  const rule = compileRule(
    {
      and: [
        { field: 'entity.customer.region.name', op: 'eq', value: 'north' },
        { field: 'entity.note', op: 'eq', value: { ref: 'actor.name' } },
      ],
    },
    { shape },
  )

  const reads = rule.reads.map(({ text, segments }) => [
    text,
    segments.flatMap(({ name, isLoaded }) => (isLoaded ? [name] : [])),
  ])
  expect(reads).toEqual([
    ['entity.customer.region.name', ['entity', 'customer', 'region']],
    ['entity.note', ['entity']],
    ['actor.name', ['actor']],
  ])
})

describe('what was not loaded is an error', () => {
  const rule: RuleExpr = {
    or: [
      { field: 'entity.note', op: 'eq', value: 'x' },
      { field: 'entity.customer.region.name', op: 'eq', value: 'north' },
    ],
  }

  test.each<[string, Facts]>([
    ['entity', {}],
    ['entity.customer', { entity: { note: 'x' } }],
    ['entity.customer.region', { entity: { note: 'x', customer: { name: 'Bo' } } }],
  ])('%s, whatever the rule decides without it', (path, facts) => {
    const message = `the rule reads ${path}, which was not loaded`

    expect(() => compileRule(rule, { shape }).evaluate(facts)).toThrow(message)
    expect(() => compileRule(rule, { shape, generate: true }).evaluate(facts)).toThrow(message)
    expect(() => compileRule(rule, { shape }).explain(facts)).toThrow(message)
    expect(() => compileRule(rule, { shape }).evaluate(facts)).toThrow(
      expect.objectContaining({ code: 'rule.fact-missing', facts: { path } }),
    )
  })

  test.each<[string, Facts]>([
    ['entity', { entity: null }],
    ['entity.customer', { entity: { note: 'y', customer: null } }],
    ['entity.customer.region', { entity: { note: 'y', customer: { region: null } } }],
  ])('but a missing %s is null, and reads as null', (_path, facts) => {
    expect(ask(rule, facts)).toBe(false)
  })
})

describe('across a list of refs', () => {
  const red: RuleExpr = { field: 'entity.tags.color', op: 'eq', value: 'red' }
  const tagged = (...tags: unknown[]) => ({ entity: { tags } })

  test('a leaf holds if it does for any of them', () => {
    expect(ask(red, tagged({ color: 'blue' }, { color: 'red' }))).toBe(true)
    expect(ask(red, tagged({ color: 'blue' }))).toBe(false)
    expect(ask(red, tagged())).toBe(false)
  })

  test('an opposite holds if its opposite holds for none of them', () => {
    const notRed: RuleExpr = { ...red, op: 'neq' }

    expect(ask(notRed, tagged({ color: 'blue' }, { color: 'red' }))).toBe(false)
    expect(ask(notRed, tagged({ color: 'blue' }))).toBe(true)
    expect(ask(notRed, tagged())).toBe(true)
  })

  test('a flag that asks for false holds if none of them is otherwise', () => {
    const colorless: RuleExpr = { field: 'entity.tags.color', op: 'exists', value: false }

    expect(ask(colorless, tagged({ color: null }, { color: 'red' }))).toBe(false)
    expect(ask(colorless, tagged({ color: null }))).toBe(true)
  })

  test('each may be compared with what stands elsewhere', () => {
    const rule: RuleExpr = { field: 'entity.tags.color', op: 'eq', value: { ref: 'entity.note' } }

    expect(ask(rule, { entity: { note: 'red', tags: [{ color: 'red' }] } })).toBe(true)
  })

  test('a list that was not loaded is an error', () => {
    expect(() => ask(red, { entity: {} })).toThrow(
      'the rule reads entity.tags, which was not loaded',
    )
    expect(() => compileRule(red, { shape, generate: true }).evaluate({ entity: {} })).toThrow(
      'the rule reads entity.tags, which was not loaded',
    )
  })
})

test('the fields of one record are read without a root, and may be absent', () => {
  const rule = compileRule(
    {
      or: [
        { field: 'note', op: 'eq', value: 'x' },
        { field: 'meta.color', op: 'eq', value: 'red' },
        { field: 'total.currency', op: 'eq', value: 'EUR' },
      ],
    },
    { shape: order, generate: true },
  )

  expect(rule.evaluate({})).toBe(false)
  expect(rule.evaluate({ note: 'x' })).toBe(true)
  expect(rule.evaluate({ meta: { color: 'red' } })).toBe(true)
  expect(rule.evaluate({ total: { amount: 1, currency: 'EUR' } })).toBe(true)
})

test('a text has no length, and a list no map', () => {
  const exists = (field: string): RuleExpr => ({ field, op: 'exists' })

  expect(
    ask(
      { or: [exists('actor.name.length'), exists('actor.roles.map')] },
      {
        actor: { name: 'Bo', roles: [] },
      },
    ),
  ).toBe(false)
})

describe('now', () => {
  const lately: RuleExpr = { field: 'at', op: 'withinDays', value: 1 }
  const clock = { now: () => 10 * dayLength }

  test.each([false, true])(
    'comes with the question, or else from the clock (generated: %s)',
    (generate) => {
      const rule = compileRule(lately, { clock, generate })

      expect(rule.evaluate({ at: 9.5 * dayLength })).toBe(true)
      expect(rule.evaluate({ at: 9.5 * dayLength }, { now: 20 * dayLength })).toBe(false)
      expect(rule.explain({ at: 9.5 * dayLength }).passed).toBe(true)
    },
  )

  test.each([false, true])('is missed when nobody tells it (generated: %s)', (generate) => {
    const rule = compileRule(lately, { generate })

    expect(() => rule.evaluate({ at: 0 })).toThrow('the rule reads now, which was not loaded')
  })
})

describe('where no code may be made from text', () => {
  afterEach(() => void vi.unstubAllGlobals())

  test('a rule that asks for it is compiled to functions instead', () => {
    vi.stubGlobal('Function', function forbidden() {
      throw new EvalError('Code generation from strings disallowed for this context')
    })

    const rule = compileRule({ field: 'x', op: 'gt', value: 1 }, { generate: true })

    expect(rule.evaluate({ x: 2 })).toBe(true)
  })
})

test('a rule of the largest size is compiled and asked in every way', () => {
  const leaves = Array.from({ length: 499 }, (_, index) => ({
    field: `f${index}`,
    op: 'exists' as const,
  }))

  for (const generate of [false, true]) {
    expect(compileRule({ and: leaves }, { generate }).evaluate({})).toBe(false)
    expect(compileRule({ or: leaves }, { generate }).evaluate({ f498: 1 })).toBe(true)
  }
})
