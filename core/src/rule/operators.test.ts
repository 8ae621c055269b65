/** What each operator answers, at the edges: the table that every back end keeps to. */
import { expect, test } from 'vitest'
import type { GeoPolygon } from '../primitives/geo.ts'
import { compileRule } from './compile-rule.ts'
import { dayLength } from './operators.ts'
import type { LeafRule, RuleValue } from './rule.ts'

const now = 1_700_000_000_000
const usd = (amount: number) => ({ amount, currency: 'USD' })
const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** A square of four degrees with a hole of one in it. */
const square: GeoPolygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ],
    [
      [2, 2],
      [2, 3],
      [3, 3],
      [3, 2],
      [2, 2],
    ],
  ],
}

type Row = [op: LeafRule['op'], actual: unknown, value: RuleValue, answer: boolean]

const rows: Row[] = [
  ['eq', 'a', 'a', true],
  ['eq', 'a', 'A', false],
  ['eq', 1, '1', false],
  ['eq', null, null, true],
  ['eq', undefined, null, true],
  ['eq', '', null, false],
  ['eq', usd(100), usd(100), true],
  ['eq', usd(100), eur(100), false],
  ['eq', ['a'], 'a', false],
  ['neq', null, 'a', true],
  ['neq', undefined, null, false],
  ['gt', 2, 1, true],
  ['gt', 1, 1, false],
  ['gt', null, 0, false],
  ['gt', '2', 1, false],
  ['gt', true, 0, false],
  ['gt', Number.POSITIVE_INFINITY, 0, false],
  ['gte', 1, 1, true],
  ['lt', Number.NEGATIVE_INFINITY, 0, false],
  ['lt', Number.NaN, 0, false],
  ['lt', 'B', 'a', true],
  ['lt', '\uffff', '😀', true],
  ['gt', '😀', '\uffff', true],
  ['lt', 'a', 'ab', true],
  ['lte', usd(100), usd(100), true],
  ['lte', usd(100), eur(200), false],
  ['gte', usd(100), eur(1), false],
  ['gt', usd(100), 1, false],
  ['in', 'b', ['a', 'b'], true],
  ['in', null, ['a'], false],
  ['in', null, ['a', null], true],
  ['in', usd(1), [eur(1), usd(1)], true],
  ['in', 'a', [], false],
  ['nin', null, ['a'], true],
  ['contains', ['a', 'b'], 'b', true],
  ['contains', ['ab'], 'a', false],
  ['contains', 'cab', 'ab', true],
  ['contains', 'abc', '', true],
  ['contains', [usd(1)], usd(1), true],
  ['contains', null, 'a', false],
  ['contains', 12, 1, false],
  ['containsAll', ['a', 'b', 'c'], ['c', 'a'], true],
  ['containsAll', ['a'], ['a', 'b'], false],
  ['containsAll', [], [], true],
  ['containsAll', null, [], false],
  ['containsAll', 'ab', ['a'], false],
  ['matches', 'ORD-1', '^ORD-\\d$', true],
  ['matches', 7, '7', false],
  ['matches', null, '', false],
  ['matches', 'x'.repeat(1025), 'x', false],
  ['exists', 0, true, true],
  ['exists', null, true, false],
  ['exists', null, false, true],
  ['empty', [], true, true],
  ['empty', '', true, true],
  ['empty', undefined, true, true],
  ['empty', ' ', true, false],
  ['empty', {}, true, false],
  ['empty', 'x', false, true],
  ['withinDays', now, 1, true],
  ['withinDays', now - dayLength, 1, true],
  ['withinDays', now - dayLength - 1, 1, false],
  ['withinDays', now + 1, 1, false],
  ['withinDays', now + dayLength, -1, true],
  ['withinDays', now - 1, -1, false],
  ['withinDays', null, 1, false],
  ['spatialWithin', { lat: 1, lng: 2 }, square, true],
  ['spatialWithin', { lat: 1, lng: 0 }, square, true],
  ['spatialWithin', { lat: 4, lng: 4 }, square, true],
  ['spatialWithin', { lat: 2, lng: 2.5 }, square, true],
  ['spatialWithin', { lat: 2.5, lng: 2.5 }, square, false],
  ['spatialWithin', { lat: 4.000_000_001, lng: 1 }, square, false],
  ['spatialWithin', { lat: 100, lng: 1 }, square, false],
  ['spatialWithin', { lat: '1', lng: 2 }, square, false],
  ['spatialWithin', [1, 2], square, false],
  ['spatialWithin', null, square, false],
]

test.each(rows)('%s: %j and %j: %s', (op, actual, value, answer) => {
  const literal = { field: 'x', op, value }
  const facts = { x: actual, y: value }

  expect(compileRule(literal).evaluate(facts, { now })).toBe(answer)
  expect(compileRule(literal, { generate: true }).evaluate(facts, { now })).toBe(answer)
  expect(compileRule(literal).explain(facts, { now }).passed).toBe(answer)
})

const comparing = rows.filter(([op]) => /^(n?eq|[gl]te?|contains|containsAll|withinDays)$/.test(op))

test.each(comparing)('%s: %j and what stands at a path, %j: %s', (op, actual, value, answer) => {
  const reading = { field: 'x', op, value: { ref: 'y' } }
  const facts = { x: actual, y: value }

  expect(compileRule(reading).evaluate(facts, { now })).toBe(answer)
  expect(compileRule(reading, { generate: true }).evaluate(facts, { now })).toBe(answer)
})

test('what stands nowhere is contained in nothing', () => {
  const rule = compileRule({ field: 'x', op: 'contains', value: { ref: 'y' } })

  expect(rule.evaluate({ x: [null] })).toBe(false)
})
