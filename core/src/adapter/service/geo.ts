/** The contract of geography: places by name, names by place, and ways between them. */
import type { GeoPoint } from '../../primitives/index.ts'
import type { Adapter } from '../adapter.ts'

/** A place with a name. */
export interface GeoPlace {
  readonly point: GeoPoint
  /** The whole address on one line. */
  readonly label: string
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly region: string | null
  /** As in ISO 3166-1: `DE`; null at sea. */
  readonly country: string | null
  /** How well it fits what was asked, 0 to 1. */
  readonly confidence: number
}

/** An address to find. */
export interface GeocodeQuery {
  /** What a person would write. */
  readonly text: string
  /** Only in these countries (ISO 3166-1). Default: all. */
  readonly countries?: readonly string[]
  /** Prefers places near this point. */
  readonly near?: GeoPoint
  /** At most this many, 1 to 50. Default 5. */
  readonly limit?: number
  /** The language of the answer (BCP 47). Default: that of the place. */
  readonly language?: string
}

/** A way to find. */
export interface RouteQuery {
  readonly from: GeoPoint
  readonly to: GeoPoint
  /** Default `car`. */
  readonly by?: 'car' | 'bicycle' | 'foot'
}

/** A way between two points. */
export interface GeoRoute {
  /** In metres. */
  readonly distance: number
  /** In milliseconds. */
  readonly duration: number
}

/** Knows the map. Points outside the degrees are refused with `adapter.refused`. */
export interface GeoAdapter extends Adapter {
  /** Finds places for a text, the best first; none when it fits nothing. */
  geocode(query: GeocodeQuery): Promise<readonly GeoPlace[]>
  /** Finds the nearest place with a name; null where there is none. */
  reverse(point: GeoPoint): Promise<GeoPlace | null>
  /** Finds a way; null when none leads there. From a point to itself it is 0 long. */
  route(query: RouteQuery): Promise<GeoRoute | null>
}
