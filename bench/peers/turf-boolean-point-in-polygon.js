/** Points in areas for turf. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'

/** Makes the operation that tells whether a point lies within the area. */
export function area(polygon) {
  return ({ entity: { place } }) => booleanPointInPolygon([place.lng, place.lat], polygon)
}
