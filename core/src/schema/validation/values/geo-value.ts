/** Checks that a value is a place: a point, a line or an area within the bounds of the earth. */
import { hasTwoKeys, isArray, isRecord, kindOf } from './plain.ts'

/** The types of places. */
export type GeoType = 'geo.point' | 'geo.polygon' | 'geo.linestring'

/** What keeps a value from being a place, and where in it. */
export interface GeoProblem {
  /** Dotted path inside the value; empty for the value itself. */
  readonly at: string
  /** What must be there: `must be a longitude from -180 to 180`. */
  readonly reason: string
  /** What is there, where that is a number. */
  readonly actual?: number
}

/** The most rings of one area, and the most positions of one line or area. */
export const geoLimits = { rings: 100, positions: 10_000 } as const

/** The fewest positions of a line, and of a ring, whose first one comes again at its end. */
export const fewestPositions = { line: 2, ring: 4 } as const

/** The greatest latitude and longitude in degrees; the least are their negatives. */
export const geoBounds = { lat: 90, lng: 180 } as const

/** Finds the first thing that keeps a value from being a place of this type; null when there is nothing. */
export function geoProblem(type: GeoType, value: unknown): GeoProblem | null {
  return problems[type](value)
}

const problems: Readonly<Record<GeoType, (value: unknown) => GeoProblem | null>> = {
  'geo.point': pointProblem,
  'geo.polygon': (value) => shapeProblem(value, 'Polygon', ringsProblem),
  'geo.linestring': (value) => shapeProblem(value, 'LineString', lineProblem),
}

function pointProblem(value: unknown): GeoProblem | null {
  if (!isRecord(value) || !hasTwoKeys(value)) return notA('{ lat, lng } and nothing else')

  return degreesProblem('lat', value['lat'], 'lat') ?? degreesProblem('lng', value['lng'], 'lng')
}

type PartsProblem = (parts: readonly unknown[]) => GeoProblem | null

function shapeProblem(value: unknown, name: string, problemOf: PartsProblem): GeoProblem | null {
  if (!isRecord(value) || !hasTwoKeys(value)) {
    return notA(`GeoJSON: { type: "${name}", coordinates } and nothing else`)
  }
  if (value['type'] !== name) return { at: 'type', reason: `must be "${name}"` }

  const parts = value['coordinates']
  return isArray(parts) ? problemOf(parts) : { at: 'coordinates', reason: 'must be a list' }
}

function ringsProblem(rings: readonly unknown[]): GeoProblem | null {
  const at = 'coordinates'
  const most = geoLimits.rings
  if (rings.length < 1 || rings.length > most) {
    return { at, reason: `must have 1 to ${most} rings`, actual: rings.length }
  }

  let positions = 0
  for (let index = 0; index < rings.length; index++) {
    const ring = rings[index]
    const problem = ringProblem(ring, `${at}.${index}`)
    if (problem) return problem
    positions += isArray(ring) ? ring.length : 0
    if (positions > geoLimits.positions) return tooMany(at, positions)
  }
  return null
}

function ringProblem(ring: unknown, at: string): GeoProblem | null {
  if (!isArray(ring)) return { at, reason: 'must be a list of positions' }
  const problem = positionsProblem(ring, at, fewestPositions.ring)
  if (problem) return problem
  return isClosed(ring) ? null : { at, reason: 'must end with the position that it begins with' }
}

function lineProblem(positions: readonly unknown[]): GeoProblem | null {
  return positionsProblem(positions, 'coordinates', fewestPositions.line)
}

function positionsProblem(
  positions: readonly unknown[],
  at: string,
  least: number,
): GeoProblem | null {
  const { length } = positions
  if (length < least) return { at, reason: `must have at least ${least} positions`, actual: length }
  if (length > geoLimits.positions) return tooMany(at, length)

  for (let index = 0; index < length; index++) {
    const problem = positionProblem(positions[index])
    if (problem) return { ...problem, at: `${at}.${index}${problem.at}` }
  }
  return null
}

function positionProblem(position: unknown): GeoProblem | null {
  if (!isArray(position) || position.length !== 2) return notA('a position: [longitude, latitude]')

  return degreesProblem('lng', position[0], '.0') ?? degreesProblem('lat', position[1], '.1')
}

const degrees = { lat: 'a latitude from -90 to 90', lng: 'a longitude from -180 to 180' } as const

function degreesProblem(axis: 'lat' | 'lng', value: unknown, at: string): GeoProblem | null {
  const most = geoBounds[axis]
  if (typeof value === 'number' && value >= -most && value <= most) return null

  const reason = `must be ${degrees[axis]}`
  return typeof value === 'number'
    ? { at, reason, actual: value }
    : { at, reason: `${reason}, not ${kindOf(value)}` }
}

function isClosed(ring: readonly unknown[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)]
  return isArray(first) && isArray(last) && first[0] === last[0] && first[1] === last[1]
}

function tooMany(at: string, actual: number): GeoProblem {
  return { at, reason: `must have at most ${geoLimits.positions} positions`, actual }
}

function notA(what: string): GeoProblem {
  return { at: '', reason: `must be ${what}` }
}
