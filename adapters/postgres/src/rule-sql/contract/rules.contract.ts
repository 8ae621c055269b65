/** Rules about samples: every operator, of every kind of field, with literals and with other fields. */
import type { GeoPolygon, GeoPosition, LeafRule, Op, RuleExpr } from '@plinth/core'
import { inspectRule, shapeOf } from '@plinth/core/runtime'
import fc from 'fast-check'
import {
  edges,
  ids,
  instants,
  moneys,
  now,
  numbers,
  sampleSchema,
  texts,
  wholes,
} from './sample.contract.ts'

/** Fields that are asked in the same way. */
interface Family {
  readonly paths: readonly string[]
  readonly ops: readonly Op[]
  readonly literals: fc.Arbitrary<unknown>
  readonly edges: readonly unknown[]
}

const order = ['gt', 'gte', 'lt', 'lte'] as const
const choice = ['eq', 'neq', 'in', 'nin', 'exists'] as const
const colors = ['red', "o'range", 'bl\\ue']
const numericEdges = [...edges.numbers, ...edges.wholes, ...edges.instants, now + 0.5, 1e300]
const numeric = fc.oneof(numbers, wholes, instants, fc.constantFrom(...numericEdges))
const patterns = [
  '^a',
  'b$',
  '.',
  '^.{2}$',
  'a|b',
  '[^a]',
  '\\w+',
  'é',
  '^$',
  '^x{4,}$',
  '\\s',
  '(?:a|)b',
  '\\.',
  '[^\\d\\n]',
  '^(?:é|😀)*$',
  '[\\u{1f600}-\\u{1f64f}]',
  '(?:^a)?',
  '[^\\s\\S]',
]

const areas = [
  areaOf([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]),
  areaOf(
    [
      [-2, -2],
      [2, -2],
      [2, 2],
      [-2, 2],
    ],
    [
      [-1, -1],
      [1.5, 0.5],
      [0, 1],
    ],
  ),
  areaOf([
    [0, 0],
    [3, 1],
    [0, 0],
  ]),
  areaOf([
    [-180, -90],
    [180, -90],
    [180, 90],
    [-180, 90],
  ]),
  areaOf([
    [5e-324, 0],
    [1e-200, 1e-300],
    [0, 1e-200],
  ]),
]

function areaOf(...rings: readonly (readonly GeoPosition[])[]): GeoPolygon {
  const closed = rings.map((ring) => [...ring, ...ring.slice(0, 1)])
  return { type: 'Polygon', coordinates: closed }
}

const half = fc.integer({ min: -4, max: 4 }).map((twice) => twice / 2)
const outlines = fc.array(fc.tuple(half, half), { minLength: 3, maxLength: 6 })
const anyAreas = fc.array(outlines, { minLength: 1, maxLength: 2 }).map((rings) => areaOf(...rings))

const families: readonly Family[] = [
  {
    paths: ['title', 'note', 'id', 'price.currency', 'cost.currency', 'parentId'],
    ops: [...choice, ...order, 'contains', 'matches', 'empty'],
    literals: texts,
    edges: [...edges.texts, ...edges.longTexts, ...edges.ids, 'EUR', 'US'],
  },
  { paths: ['color'], ops: choice, literals: fc.constantFrom(...colors), edges: colors },
  {
    paths: ['shade'],
    ops: [...choice, 'contains', 'empty'],
    literals: fc.constantFrom('light', 'dark'),
    edges: ['light', 'dark'],
  },
  {
    paths: ['size', 'share', 'count', 'rank', 'version', 'price.amount', 'cost.amount'],
    ops: [...choice, ...order],
    literals: numeric,
    edges: numericEdges,
  },
  {
    paths: ['madeAt', 'dueAt', 'createdAt', 'deletedAt'],
    ops: [...choice, ...order, 'withinDays'],
    literals: numeric,
    edges: numericEdges,
  },
  { paths: ['isOpen', 'isLate'], ops: choice, literals: fc.boolean(), edges: [true, false] },
  { paths: ['price', 'cost'], ops: [...choice, ...order], literals: moneys, edges: edges.moneys },
  {
    paths: ['place', 'target'],
    ops: ['exists', 'spatialWithin'],
    literals: fc.constant(null),
    edges: [],
  },
  {
    paths: ['tagIds'],
    ops: ['contains', 'containsAll', 'exists', 'empty'],
    literals: ids,
    edges: edges.ids,
  },
]
const json: Family = {
  paths: ['facts', 'facts.a', 'facts.b.a', 'facts.length', 'facts.amount', 'place.lat'],
  ops: [
    ...choice,
    ...order,
    'contains',
    'containsAll',
    'matches',
    'empty',
    'withinDays',
    'spatialWithin',
  ],
  literals: fc.oneof(texts, numbers, fc.boolean(), moneys),
  edges: [...edges.texts, ...edges.longTexts, ...edges.numbers, ...edges.moneys, true, false, now],
}
const paths = families.flatMap((family) => family.paths)
const pathOps: readonly Op[] = [...order, 'eq', 'neq', 'contains', 'containsAll', 'withinDays']
const days = [0, 1, -1, 3, -3, 0.5, 1e6, -1e6]
const shape = shapeOf(sampleSchema)

/** Every comparison of an edge with an edge, and of a field with a field. */
export const edgeLeaves: readonly RuleExpr[] = [
  ...[...families, json].flatMap(edgeLeavesOf),
  ...paths.flatMap((field) => pathOps.flatMap((op) => pathLeavesOf(field, op))),
].filter(isRule)

function edgeLeavesOf({ paths: own, ops, edges: values }: Family): readonly Candidate[] {
  const questions = own.flatMap((field) => ops.map((op) => ({ field, op })))
  return questions.flatMap(({ field, op }) =>
    edgeValues(op, values).map((value) => ({ field, op, value })),
  )
}

function pathLeavesOf(field: string, op: Op): readonly Candidate[] {
  return paths.map((ref) => ({ field, op, value: { ref } }))
}

const literalLeaves: fc.Arbitrary<RuleExpr> = fc
  .constantFrom(...families, json)
  .chain(({ paths: own, ops, literals }) =>
    fc
      .tuple(fc.constantFrom(...own), fc.constantFrom(...ops))
      .chain(([field, op]) => valueFor(op, literals).map((value) => ({ field, op, value }))),
  )
  .filter(isRule)

const pathLeaves: fc.Arbitrary<RuleExpr> = fc
  .record({
    field: fc.constantFrom(...paths),
    op: fc.constantFrom(...pathOps),
    value: fc.record({ ref: fc.constantFrom(...paths) }),
  })
  .filter(isRule)

/** Rules of up to a few levels. */
export const rules: fc.Arbitrary<RuleExpr> = fc.letrec<{ rule: RuleExpr }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: literalLeaves },
    { weight: 2, arbitrary: pathLeaves },
    { weight: 2, arbitrary: tie('rule').map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.array(tie('rule'), { maxLength: 3 }).map((and) => ({ and })) },
    { weight: 1, arbitrary: fc.array(tie('rule'), { maxLength: 3 }).map((or) => ({ or })) },
  ),
})).rule

function edgeValues(op: Op, values: readonly unknown[]): readonly unknown[] {
  switch (op) {
    case 'eq':
    case 'neq':
      return [...values, null]
    case 'in':
    case 'nin':
      return [[], [null], values, [...values.slice(0, 2), null]]
    case 'containsAll':
      return [[], values.slice(0, 1), values.slice(0, 2), values]
    case 'exists':
    case 'empty':
      return [true, false]
    case 'matches':
      return patterns
    case 'withinDays':
      return days
    case 'spatialWithin':
      return areas
    default:
      return values
  }
}

function valueFor(op: Op, literals: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  switch (op) {
    case 'eq':
    case 'neq':
      return fc.option(literals, { freq: 4 })
    case 'in':
    case 'nin':
      return fc.array(fc.option(literals, { freq: 4 }), { maxLength: 4 })
    case 'containsAll':
      return fc.array(literals, { maxLength: 2 })
    case 'exists':
    case 'empty':
      return fc.boolean()
    case 'matches':
      return fc.constantFrom(...patterns)
    case 'withinDays':
      return fc.constantFrom(...days)
    case 'spatialWithin':
      return fc.oneof(fc.constantFrom(...areas), anyAreas)
    default:
      return literals
  }
}

interface Candidate {
  readonly field: string
  readonly op: Op
  readonly value: unknown
}

function isRule(rule: Candidate): rule is Candidate & LeafRule {
  return inspectRule(rule, { shape }).ok
}
