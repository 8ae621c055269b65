/** Places on the earth: points as people write them, lines and areas as GeoJSON (RFC 7946) does. */

/** A point in degrees of WGS 84. */
export interface GeoPoint {
  /** Latitude, from -90 (south) to 90 (north). */
  readonly lat: number
  /** Longitude, from -180 (west) to 180 (east). */
  readonly lng: number
}

/** A point inside a line or an area. Longitude comes first, as GeoJSON has it. */
export type GeoPosition = readonly [lng: number, lat: number]

/** A line through two positions or more. */
export interface GeoLineString {
  readonly type: 'LineString'
  readonly coordinates: readonly GeoPosition[]
}

/** An area: its outer ring, then its holes. Each ring has four positions or more and ends where it begins. */
export interface GeoPolygon {
  readonly type: 'Polygon'
  readonly coordinates: readonly (readonly GeoPosition[])[]
}
