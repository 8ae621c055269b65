/** Rivals for one key wait for its holder, and nothing stays in progress. */
import { FakeClock } from '@plinth/testing'
import { expect, test } from 'vitest'
import { memoryIdempotencyStore } from './memory-idempotency-store.ts'

const slot = { organizationId: 'org_1', actorId: 'usr_1', type: 'shop.buy', key: 'k' }
const record = { fingerprint: 'f', answer: '1', expiresAt: Infinity }

test('rivals wait for the holder, and get what he keeps', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() })
  const holder = await store.begin(slot, 0)
  const rivals = [store.begin(slot, 0), store.begin(slot, 0)]

  if ('claim' in holder) await holder.claim.keep(record)

  expect(await Promise.all(rivals)).toEqual([{ kept: record }, { kept: record }])
})

test('when the holder releases, one rival after the other has his turn', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() })
  const holder = await store.begin(slot, 0)
  const [second, third] = [store.begin(slot, 0), store.begin(slot, 0)]

  if ('claim' in holder) await holder.claim.release()
  const next = await second
  if ('claim' in next) await next.claim.keep(record)

  expect(next).toHaveProperty('claim')
  expect(await third).toEqual({ kept: record })
})

test('who has waited long enough is told so', async () => {
  const clock = new FakeClock()
  const store = memoryIdempotencyStore({ clock }, { waitMs: 1_000 })
  await store.begin(slot, 0)
  const rival = store.begin(slot, 0)

  clock.advance(1_000)

  await expect(rival).rejects.toMatchObject({ name: 'ConflictError', code: 'idempotency.busy' })
})

test('a holder who is gone loses the key after his lease, and comes too late to keep', async () => {
  const clock = new FakeClock()
  const store = memoryIdempotencyStore({ clock }, { leaseMs: 60_000 })
  const gone = await store.begin(slot, 0)

  clock.advance(60_000)
  const next = await store.begin(slot, 0)
  if ('claim' in gone) await gone.claim.keep({ ...record, answer: '"late"' })

  expect(next).toHaveProperty('claim')
  expect(await store.find(slot, 0)).toBeNull()
})

test('memory is bounded: the oldest answer is forgotten', async () => {
  const store = memoryIdempotencyStore({ clock: new FakeClock() }, { most: 2 })
  for (const key of ['a', 'b', 'c']) {
    const turn = await store.begin({ ...slot, key }, 0)
    if ('claim' in turn) await turn.claim.keep(record)
  }

  const found = await Promise.all(['a', 'b', 'c'].map((key) => store.find({ ...slot, key }, 0)))

  expect(found).toEqual([null, record, record])
})
