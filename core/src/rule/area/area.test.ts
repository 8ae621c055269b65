/** Which points lie within an area: held against exact arithmetic, on borders and beside them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GeoPolygon } from '../../primitives/geo.ts'
import { compileRule } from '../compile-rule.ts'
import type { RuleExpr } from '../rule.ts'
import { areaFrom } from './area.ts'
import { onGrid } from './edges.ts'

const berlin: GeoPolygon = {
  type: 'Polygon',
  coordinates: [
    [
      [13.1, 52.4],
      [13.7, 52.4],
      [13.7, 52.7],
      [13.1, 52.7],
      [13.1, 52.4],
    ],
  ],
}
const within: RuleExpr = { field: 'entity.place', op: 'spatialWithin', value: berlin }

test('a refusal says where the point is, and of what kind the area', () => {
  const rule = compileRule(within)

  const why = rule.explain({ entity: { place: { lat: 48.1, lng: 11.6 } } })

  expect(why).toMatchObject({
    passed: false,
    expected: berlin,
    actual: { lat: 48.1, lng: 11.6 },
    message: 'place at 48.1, 11.6 is not within an area of 4 corners',
  })
})

test('nobody is told to move a place', () => {
  const rule = compileRule({ or: [within, { field: 'entity.status', op: 'eq', value: 'x' }] })
  const facts = { entity: { place: { lat: 48.1, lng: 11.6 }, status: 'y' } }

  const remedies = rule.remedies(facts, { now: 0, canRead: () => true, canChange: () => true })

  expect(remedies).toEqual([{ set: 'entity.status', to: 'x' }])
})

test('an area cannot be changed through the data that it was made from', () => {
  const polygon = structuredClone(berlin)
  const rule = compileRule({ field: 'place', op: 'spatialWithin', value: polygon })

  Object.assign(polygon, { coordinates: [] })

  expect(rule.evaluate({ place: { lat: 52.5, lng: 13.4 } })).toBe(true)
})

test('points on an edge, on a corner and beside them are told apart to the grid', () => {
  fc.assert(
    fc.property(
      polygons,
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (polygon, n, by) => {
        const area = areaFrom(polygon)
        const ring = polygon.coordinates[0] ?? []
        const at = n % (ring.length - 1)
        const [[x1, y1], [x2, y2]] = [ring[at] ?? [0, 0], ring[at + 1] ?? [0, 0]]
        const near = { lng: x1 + (x2 - x1) * by, lat: y1 + (y2 - y1) * by }

        expect(area.contains({ lng: x1, lat: y1 })).toBe(true)
        expect(area.contains(near)).toBe(exactly(polygon, near))
      },
    ),
    { numRuns: 2_000 },
  )
})

test('any points, in areas of many corners', () => {
  const point = fc.record({
    lat: fc.double({ min: -10, max: 10, noNaN: true }),
    lng: fc.double({ min: -10, max: 10, noNaN: true }),
  })

  fc.assert(
    fc.property(polygons, fc.array(point, { minLength: 10, maxLength: 10 }), (polygon, points) => {
      const area = areaFrom(polygon)

      expect(points.map((one) => area.contains(one))).toEqual(
        points.map((one) => exactly(polygon, one)),
      )
    }),
    { numRuns: 500 },
  )
})

/** The same question in whole numbers of any size, with every edge looked at. */
function exactly({ coordinates }: GeoPolygon, { lat, lng }: { lat: number; lng: number }): boolean {
  const [x, y] = [BigInt(onGrid(lng)), BigInt(onGrid(lat))]
  let isInside = false
  for (const ring of coordinates) {
    const corners = ring.map(
      ([east, north]) => [BigInt(onGrid(east)), BigInt(onGrid(north))] as const,
    )
    for (const [index, [x2, y2]] of corners.slice(1).entries()) {
      const [x1, y1] = corners[index] ?? [x2, y2]
      const turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
      const [low, high] = y1 < y2 ? [y1, y2] : [y2, y1]
      const isBeside = (x - x1) * (x - x2) <= 0n && (y - y1) * (y - y2) <= 0n
      if (turn === 0n && isBeside) return true
      if (low <= y && y < high && turn > 0n === y1 < y2) isInside = !isInside
    }
  }
  return isInside
}

const degrees = fc.oneof(
  fc.integer({ min: -8, max: 8 }),
  fc.double({ min: -8, max: 8, noNaN: true }),
)
const rings = fc
  .array(fc.tuple(degrees, degrees), { minLength: 3, maxLength: 150, size: 'max' })
  .map((corners) => [...corners, corners[0] ?? [0, 0]])
const polygons = fc
  .array(rings, { minLength: 1, maxLength: 3 })
  .map((coordinates): GeoPolygon => ({ type: 'Polygon', coordinates }))
