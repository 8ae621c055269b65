/** Benchmarks of `spatialWithin`: points in areas of few corners and of many. */
import type { GeoPoint, GeoPolygon, GeoPosition } from '@plinth/core'
import { compileRule } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { seeded } from '../../harness/seeded.ts'

const turf = '@turf/boolean-point-in-polygon'

/** A rule that asks for an area, on points around it; half of them lie within. */
export const areaBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'rule-area-10',
    shows: 'a point in an area of 10 corners; against a loop over the edges by hand',
    goal: { timesFaster: { [turf]: 3 } },
    prepare: () => areaContest(10),
  },
  {
    area: 'core',
    name: 'rule-area-1000',
    shows: 'the same in an area of 1,000 corners',
    goal: { timesFaster: { [turf]: 8 } },
    prepare: () => areaContest(1_000),
  },
]

interface Facts extends Readonly<Record<string, unknown>> {
  readonly entity: { readonly place: GeoPoint }
}

function areaContest(corners: number): Promise<Contest> {
  const polygon = starOf(corners)
  const edges = edgesOf(polygon)
  const rule = compileRule(
    { field: 'entity.place', op: 'spatialWithin', value: polygon },
    { generate: true },
  )
  return duel({
    inputs: pointsAround(),
    ours: (facts) => rule.evaluate(facts),
    limit: ({ entity }) => isWithin(edges, entity.place),
    peers: { libraries: [turf], subject: 'area', material: polygon },
  })
}

/** A ring of corners, in and out by a fifth, around the middle. */
function starOf(corners: number): GeoPolygon {
  const draw = seeded(5)
  const ring = Array.from({ length: corners }, (_, index): GeoPosition => {
    const angle = (index / corners) * 2 * Math.PI
    const reach = 4 + draw()
    return [10 + reach * Math.cos(angle), 50 + reach * Math.sin(angle)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] }
}

function pointsAround(): readonly Facts[] {
  const draw = seeded(6)
  return Array.from({ length: 1_024 }, () => ({
    entity: { place: { lng: 5 + draw() * 10, lat: 45 + draw() * 10 } },
  }))
}

function edgesOf({ coordinates }: GeoPolygon): Float64Array {
  const [ring = []] = coordinates
  return Float64Array.from(ring.slice(1).flatMap((end, index) => [...(ring[index] ?? end), ...end]))
}

function isWithin(edges: Float64Array, { lng: x, lat: y }: GeoPoint): boolean {
  let isInside = false
  for (let at = 0; at < edges.length; at += 4) {
    const x1 = edges[at] ?? 0
    const y1 = edges[at + 1] ?? 0
    const x2 = edges[at + 2] ?? 0
    const y2 = edges[at + 3] ?? 0
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside
  }
  return isInside
}
