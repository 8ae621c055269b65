/** Tells whether a point lies within an area, its holes left out and its border included. */
import { deepFreeze } from '../../primitives/freeze.ts'
import type { GeoPolygon, GeoPosition } from '../../primitives/geo.ts'
import { edgesOf, onGrid } from './edges.ts'

/** The most slabs that an area is cut into. */
const mostSlabs = 64

/**
 * An area, prepared: it is cut into slabs from south to north, each of which knows the edges that touch
 * it, so that a point is held against those of one slab alone. What it keeps is bounded by 64 numbers an edge.
 *
 * All is reckoned on the grid of `onGrid`, where a point of an edge is found to be one exactly. Edges are
 * straight on the map (RFC 7946): an area across the 180th meridian is given as two.
 */
export class Area {
  /** The area as it was written. */
  readonly polygon: GeoPolygon
  /** Four numbers an edge: x1, y1, x2, y2, on the grid, the lower end first. */
  readonly edges: Float64Array
  readonly #west: number
  readonly #east: number
  readonly #south: number
  readonly #north: number
  readonly #slabsPerStep: number
  /** Where the edges of each slab begin in `#members`; and, last, where they end. */
  readonly #begins: Uint32Array
  readonly #members: Uint16Array

  /** Call `areaFrom`. */
  constructor(polygon: GeoPolygon) {
    this.polygon = polygon
    this.edges = edgesOf(polygon)
    const xs = this.edges.filter((_, at) => at % 2 === 0)
    const ys = this.edges.filter((_, at) => at % 2 === 1)
    this.#west = least(xs)
    this.#east = greatest(xs)
    this.#south = least(ys)
    this.#north = greatest(ys)
    const slabs = Math.min(mostSlabs, this.edges.length)
    const height = this.#north - this.#south
    this.#slabsPerStep = height > 0 ? slabs / height : 0
    this.#begins = new Uint32Array(slabs + 1)

    const members = this.#edgesBySlab(slabs)
    members.forEach((edges, slab) => {
      this.#begins[slab + 1] = (this.#begins[slab] ?? 0) + edges.length
    })
    this.#members = Uint16Array.from(members.flat())
  }

  /** Tells whether a value is a point, `{ lat, lng }` in degrees, within the area or on its border. */
  contains(point: unknown): boolean {
    if (!isObject(point)) return false

    const { lat, lng } = point
    if (typeof lat !== 'number' || typeof lng !== 'number') return false
    if (!(lat >= -90 && lat <= 90 && lng >= -180 && lng <= 180)) return false
    const x = onGrid(lng)
    const y = onGrid(lat)
    const isNear = x >= this.#west && x <= this.#east && y >= this.#south && y <= this.#north
    return isNear && this.#isInside(x, y)
  }

  // Counts the edges to the right of the point: it is inside when their number is odd.
  #isInside(x: number, y: number): boolean {
    const { edges } = this
    const slab = this.#slabOf(y)
    const end = this.#begins[slab + 1] ?? 0
    let isInside = false
    for (let at = this.#begins[slab] ?? 0; at < end; at++) {
      const edge = (this.#members[at] ?? 0) * 4
      const y1 = edges[edge + 1] ?? 0
      const y2 = edges[edge + 3] ?? 0
      if (y < y1 || y > y2) continue

      const x1 = edges[edge] ?? 0
      const x2 = edges[edge + 2] ?? 0
      const side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
      if (side === 0 && (x - x1) * (x - x2) <= 0) return true
      // The upper end belongs to the edge above, so that a corner counts once.
      if (side > 0 && y < y2) isInside = !isInside
    }
    return isInside
  }

  #slabOf(y: number): number {
    const slab = Math.floor((y - this.#south) * this.#slabsPerStep)
    return Math.min(slab, this.#begins.length - 2)
  }

  #edgesBySlab(slabs: number): readonly (readonly number[])[] {
    const members = Array.from({ length: slabs }, (): number[] => [])
    for (let edge = 0; edge < this.edges.length / 4; edge++) {
      const last = this.#slabOf(this.edges[edge * 4 + 3] ?? 0)
      for (let slab = this.#slabOf(this.edges[edge * 4 + 1] ?? 0); slab <= last; slab++) {
        members[slab]?.push(edge)
      }
    }
    return members
  }
}

/** Prepares an area that `geoProblem` has nothing against. Keeps a frozen copy. */
export function areaFrom({ coordinates }: GeoPolygon): Area {
  const rings = coordinates.map((ring) => ring.map(([lng, lat]): GeoPosition => [lng, lat]))
  return new Area(deepFreeze({ type: 'Polygon', coordinates: rings }))
}

function isObject(value: unknown): value is Readonly<Record<'lat' | 'lng', unknown>> {
  return typeof value === 'object' && value !== null
}

function least(numbers: Float64Array): number {
  return numbers.reduce((one, other) => Math.min(one, other), Infinity)
}

function greatest(numbers: Float64Array): number {
  return numbers.reduce((one, other) => Math.max(one, other), -Infinity)
}
