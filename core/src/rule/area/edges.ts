/** Takes an area apart into edges, on a grid fine enough for any map. */
import type { GeoPolygon } from '../../primitives/geo.ts'

/** The steps of the grid in a degree: one is a tenth of a millimetre, or less. */
export const gridSteps = 1_000_000_000

/** Puts degrees on the grid, to the nearest step. Differences of such numbers are exact. */
export function onGrid(degrees: number): number {
  return Math.floor(degrees * gridSteps + 0.5)
}

/** Lists the edges of all rings, four numbers each: x1, y1, x2, y2 on the grid, the lower end first. */
export function edgesOf({ coordinates }: GeoPolygon): Float64Array {
  const edges = coordinates.flatMap((ring) =>
    ring.slice(1).flatMap(([lng, lat], before) => {
      const [fromLng, fromLat] = ring[before] ?? [lng, lat]
      return edgeOf([onGrid(fromLng), onGrid(fromLat)], [onGrid(lng), onGrid(lat)])
    }),
  )
  return Float64Array.from(edges)
}

type Corner = readonly [x: number, y: number]

// One order of the ends, so that two areas with a common border agree on it.
function edgeOf(one: Corner, other: Corner): readonly number[] {
  const isLower = one[1] < other[1] || (one[1] === other[1] && one[0] <= other[0])
  return isLower ? [...one, ...other] : [...other, ...one]
}
