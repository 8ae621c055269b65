/** Demo data comes once a database, and again only when it did not come whole. */
import { ConflictError } from '@plinth/core'
import { type Database, memoryDatabase, type System, systemPlatform } from '@plinth/core/runtime'
import { expect, test, vi } from 'vitest'
import { shop } from '../../fixture/shop.ts'
import { seedOnce } from './seed-once.ts'

test('the seed is called at the first start on a database, and not at the second', async () => {
  const database = memoryDatabase()
  const seed = vi.fn<(system: System) => Promise<void>>(async () => {})

  const first = await seeded(database, seed)
  const second = await seeded(database, seed)
  const elsewhere = await seeded(memoryDatabase(), seed)

  expect([first, second, elsewhere]).toEqual([true, false, true])
  expect(seed).toHaveBeenCalledTimes(2)
})

test('a seed that was cut short is called again', async () => {
  const database = memoryDatabase()
  const cut = seeded(database, () => Promise.reject(new Error('killed')))
  await expect(cut).rejects.toThrow('killed')

  const again = await seeded(database, async () => {})

  expect(again).toBe(true)
})

test('a seed that meets the work of another host begins again, and finds that part done', async () => {
  const database = memoryDatabase()
  const seed = vi.fn<(system: System) => Promise<void>>(async () => {})
  seed.mockRejectedValueOnce(new ConflictError('entity.duplicate', 'the other host has it'))

  const first = await seeded(database, seed)

  expect(first).toBe(true)
  expect(seed).toHaveBeenCalledTimes(2)
})

test('two systems on one database each have their own', async () => {
  const database = memoryDatabase()
  await seeded(database, async () => {}, 'trading')

  expect(await seeded(database, async () => {}, 'agency')).toBe(true)
})

async function seeded(
  database: Database,
  seed: (system: System) => Promise<void>,
  name = 'trading',
): Promise<boolean> {
  const store = { database, place: 'in memory', survives: 'nothing' } as const
  const system = await shop.open({ variables: {}, database: { open: async () => store } })
  return seedOnce({ name, system, database, platform: systemPlatform(), seed })
}
