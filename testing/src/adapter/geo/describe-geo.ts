/** What every map must do. */
import type { GeoAdapter } from '@plinth/core'
import { describe, expect, test } from 'vitest'

const berlin = { lat: 52.52, lng: 13.405 }
const hamburg = { lat: 53.551, lng: 9.994 }

/** Runs the suite, on a map that knows Berlin and Hamburg. */
export function describeGeo(open: () => Promise<GeoAdapter>): void {
  describe('as every map', () => {
    test('a place is found by its name, near where it is', async () => {
      const geo = await open()

      const [place] = await geo.geocode({ text: 'Berlin' })

      expect(place).toMatchObject({ city: 'Berlin', country: 'DE' })
      expect(place?.point.lat).toBeCloseTo(berlin.lat, 0)
      expect(place?.point.lng).toBeCloseTo(berlin.lng, 0)
    })

    test('what fits nothing finds nothing, in no country but the ones asked for', async () => {
      const geo = await open()

      expect(await geo.geocode({ text: 'qqxyzzy' })).toEqual([])
      for (const { country } of await geo.geocode({ text: 'Berlin', countries: ['AT'] })) {
        expect(country).toBe('AT')
      }
    })

    test('no more places come than were asked for', async () => {
      const geo = await open()

      expect((await geo.geocode({ text: 'Berlin', limit: 1 })).length).toBe(1)
    })

    test('a point has the name of the place that it is in, and none at sea', async () => {
      const geo = await open()

      expect(await geo.reverse(hamburg)).toMatchObject({ city: 'Hamburg', country: 'DE' })
      expect(await geo.reverse({ lat: 0, lng: -30 })).toBeNull()
    })

    test('a way is no shorter than the crow flies, and longer on foot', async () => {
      const geo = await open()

      const car = await geo.route({ from: berlin, to: hamburg })
      const foot = await geo.route({ from: berlin, to: hamburg, by: 'foot' })

      expect(car?.distance).toBeGreaterThan(250_000)
      expect(foot?.duration).toBeGreaterThan(car?.duration ?? Number.POSITIVE_INFINITY)
      expect(await geo.route({ from: berlin, to: berlin })).toEqual({ distance: 0, duration: 0 })
    })

    test('a point that is not on the earth is refused', async () => {
      const geo = await open()

      const point = { lat: 91, lng: 0 }

      await expect(geo.reverse(point)).rejects.toMatchObject({ code: 'adapter.refused' })
      await expect(geo.route({ from: berlin, to: point })).rejects.toMatchObject({
        code: 'adapter.refused',
      })
    })
  })
}
