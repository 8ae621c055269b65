/** What a system was composed with is closed when it stops. */
import { FakeClock, memoryGeo } from '@plinth/testing'
import { expect, test } from 'vitest'
import { type GeoAdapter, IDGenerator, type Logger } from '../../index.ts'
import { adapterRegistry, createSystem, memoryDatabase, silentLogger } from '../../runtime.ts'

test('each adapter is closed once, and one that fails or hangs keeps no other open', async () => {
  const clock = new FakeClock()
  const random = { fill: () => {}, next: () => 0 }
  const closed: string[] = []
  const told: unknown[] = []
  const logger: Logger = { ...silentLogger, error: (_, facts) => told.push(facts?.['adapter']) }
  const adapters = adapterRegistry({
    geo: [
      map('broken', () => Promise.reject(new Error('no'))),
      map('hanging', () => new Promise(() => {})),
      map('sound', async () => void closed.push('sound')),
    ],
  })
  const platform = { clock, random, ids: new IDGenerator(clock, random) }
  const system = createSystem({
    modules: [],
    database: memoryDatabase(),
    permissions: { permits: () => true },
    adapters,
    platform,
    logger,
  })
  await system.start()

  const stopped = system.stop()
  for (let second = 0; second < 60; second++) {
    await Promise.resolve()
    clock.advance(1_000)
  }
  await stopped

  expect(closed).toEqual(['sound'])
  expect(told).toEqual(['broken', 'hanging'])
})

function map(name: string, close: () => Promise<void>): GeoAdapter {
  return { ...memoryGeo(), name, close }
}
