/** A database is one system's: another one does not run on its data by mistake. */
import { expect, test } from 'vitest'
import { openEmbedded } from '../embedded/index.ts'
import { postgresDatabase } from '../store/index.ts'
import { migrate } from './migrate.ts'
import { isOwn, leaveName } from './system-name.ts'

test('the first system leaves its name, and another one is refused with both', async () => {
  const driver = await openEmbedded()

  await postgresDatabase(driver, { name: 'trading' }).migrate([])
  const second = postgresDatabase(driver, { name: 'helpdesk' }).migrate([])

  await expect(second).rejects.toMatchObject({
    code: 'database.taken',
    message:
      'the database (embedded, in memory) holds the data of the system "trading", and this system is "helpdesk"',
  })
  await postgresDatabase(driver, { name: 'trading' }).migrate([])
  await driver.close()
})

test('data from before there were names takes the name of whoever comes', async () => {
  const driver = await openEmbedded()
  await postgresDatabase(driver).migrate([])

  expect(await isOwn(driver, { name: 'trading' })).toBe(false)
  await postgresDatabase(driver, { name: 'trading' }).migrate([])

  expect(await isOwn(driver, { name: 'trading' })).toBe(true)
  await driver.close()
})

test('a system that was renamed says so, and its old name is no longer known', async () => {
  const driver = await openEmbedded()
  await postgresDatabase(driver, { name: 'desk' }).migrate([])

  await postgresDatabase(driver, { name: 'helpdesk', was: 'desk' }).migrate([])

  expect(await isOwn(driver, { name: 'helpdesk' })).toBe(true)
  await expect(isOwn(driver, { name: 'desk' })).rejects.toThrow('the system "helpdesk"')
  await driver.close()
})

test('of two systems that come at once, the second is refused', async () => {
  const driver = await openEmbedded()
  await migrate(driver, [])

  await leaveName(driver, { name: 'trading' })

  await expect(leaveName(driver, { name: 'helpdesk' })).rejects.toThrow('the system "trading"')
  await driver.close()
})
