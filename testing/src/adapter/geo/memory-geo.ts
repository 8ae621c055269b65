/** A map in memory: a handful of places, and ways as the crow flies. */
import {
  adapterRefused,
  type GeoAdapter,
  type GeocodeQuery,
  type GeoPlace,
  type GeoPoint,
} from '@plinth/core'

const earthRadius = 6_371_000
/** How far from a point its name may be, in metres. */
const reach = 50_000
/** In metres a second. */
const speeds = { car: 20, bicycle: 5, foot: 1.4 }

/** Creates a map with these places. Default: Berlin, Hamburg, Munich, Vienna. */
export function memoryGeo(places: readonly GeoPlace[] = knownPlaces): GeoAdapter {
  const geo: GeoAdapter = {
    name: 'memory',
    geocode: async (query) => placesFor(geo, places, query),
    async reverse(point) {
      assertOnEarth(geo, point)
      const near = places.filter((place) => distanceBetween(place.point, point) <= reach)
      return near.toSorted(byDistance(point))[0] ?? null
    },
    async route({ from, to, by = 'car' }) {
      assertOnEarth(geo, from)
      assertOnEarth(geo, to)
      const distance = Math.round(distanceBetween(from, to))
      return { distance, duration: Math.round((distance / speeds[by]) * 1_000) }
    },
  }
  return geo
}

function placesFor(
  geo: GeoAdapter,
  places: readonly GeoPlace[],
  { text, countries, near, limit = 5 }: GeocodeQuery,
): readonly GeoPlace[] {
  if (near) assertOnEarth(geo, near)
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const found = places.filter(({ label, country }) => {
    const isThere = countries === undefined || countries.some((code) => code === country)
    return isThere && words.length > 0 && words.every((word) => label.toLowerCase().includes(word))
  })
  return (near ? found.toSorted(byDistance(near)) : found).slice(0, limit)
}

function byDistance(point: GeoPoint) {
  return (one: GeoPlace, other: GeoPlace) =>
    distanceBetween(one.point, point) - distanceBetween(other.point, point)
}

// The haversine formula, on a sphere.
function distanceBetween(from: GeoPoint, to: GeoPoint): number {
  const radians = Math.PI / 180
  const latitude = Math.sin(((to.lat - from.lat) * radians) / 2)
  const longitude = Math.sin(((to.lng - from.lng) * radians) / 2)
  const cosines = Math.cos(from.lat * radians) * Math.cos(to.lat * radians)
  return 2 * earthRadius * Math.asin(Math.sqrt(latitude ** 2 + cosines * longitude ** 2))
}

function assertOnEarth(geo: GeoAdapter, { lat, lng }: GeoPoint): void {
  if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) return
  const reason = `knows no point ${lat}, ${lng}`
  throw adapterRefused(geo, { reason, facts: { lat, lng } })
}

function city(name: string, country: string, [lat, lng]: [number, number]): GeoPlace {
  const unknown = { street: null, postalCode: null, region: null }
  const label = `${name}, ${country}`
  return { point: { lat, lng }, label, ...unknown, city: name, country, confidence: 1 }
}

const knownPlaces: readonly GeoPlace[] = [
  city('Berlin', 'DE', [52.52, 13.405]),
  city('Hamburg', 'DE', [53.551, 9.994]),
  city('Munich', 'DE', [48.137, 11.576]),
  city('Vienna', 'AT', [48.208, 16.374]),
]
