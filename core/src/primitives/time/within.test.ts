/** Work that takes too long has failed, and leaves no timer behind. */
import { FakeClock } from '@plinth/testing'
import { expect, test } from 'vitest'
import { within } from './within.ts'

const late = () => new Error('too late')

test('work that comes in time gives its outcome, good or bad', async () => {
  const limit = { clock: new FakeClock(), ms: 100, late }

  const good = within(async () => 'done', limit)
  const bad = within(() => Promise.reject(new Error('broken')), limit)

  expect(await good).toBe('done')
  await expect(bad).rejects.toThrow('broken')
})

test('work that does not come in time has failed', async () => {
  const clock = new FakeClock()
  const endless = within(() => new Promise(() => {}), { clock, ms: 100, late })

  clock.advance(100)

  await expect(endless).rejects.toThrow('too late')
})
