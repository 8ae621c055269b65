/** What every idempotency store must do, whether it has a life of its own or commits with the changes. */
import type { IdempotencyRecord, IdempotencySlot, IdempotencyStore } from '@plinth/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { unusedNumber } from '../database/shop.ts'

/** A store, and how an answer gets into it. */
export interface IdempotencyGround {
  readonly store: IdempotencyStore
  /** Keeps the answer as a command does that was done; rejects when a rival has kept one. */
  keep(slot: IdempotencySlot, record: IdempotencyRecord, now: number): Promise<void>
}

/** Runs the suite on a store that is open. */
export function describeIdempotency(open: () => IdempotencyGround): void {
  describe('as every idempotency store', () => {
    let ground: IdempotencyGround
    beforeAll(() => {
      ground = open()
    })

    test('a key is free until an answer is kept under it, and then everybody finds that', async () => {
      const slot = unusedSlot()

      expect(await ground.store.find(slot, noon)).toBeNull()
      await ground.keep(slot, record, noon)

      expect(await ground.store.find(slot, noon)).toEqual(record)
      expect(await ground.store.begin(slot, noon)).toEqual({ kept: record })
    })

    test('an answer is kept to the byte, and no answer as none', async () => {
      const [slot, silent] = [unusedSlot(), unusedSlot()]
      const answer = '{"z":1,"a":[1.50,"ü\\u0000"],"10":null}'

      await ground.keep(slot, { ...record, answer }, noon)
      await ground.keep(silent, { ...record, answer: null }, noon)

      expect(await ground.store.find(slot, noon)).toMatchObject({ answer })
      expect(await ground.store.find(silent, noon)).toMatchObject({ answer: null })
    })

    test.each(['organizationId', 'actorId', 'type', 'key'] as const)(
      'another %s means another key',
      async (part) => {
        const slot = unusedSlot()
        await ground.keep(slot, record, noon)

        const other = { ...slot, [part]: `${slot[part]}_other` }

        expect(await ground.store.find(other, noon)).toBeNull()
        await ground.keep(other, { ...record, answer: '"other"' }, noon)
        expect(await ground.store.find(slot, noon)).toEqual(record)
      },
    )

    test('what has expired is free again, and another answer takes its place', async () => {
      const slot = unusedSlot()
      await ground.keep(slot, record, noon)
      const later = { ...record, fingerprint: 'later', expiresAt: record.expiresAt + 1_000 }

      expect(await ground.store.find(slot, record.expiresAt - 1)).toEqual(record)
      expect(await ground.store.find(slot, record.expiresAt)).toBeNull()
      await ground.keep(slot, later, record.expiresAt)

      expect(await ground.store.find(slot, record.expiresAt)).toEqual(later)
    })

    test('of a hundred rivals one keeps his answer, and all find that one', async () => {
      const slot = unusedSlot()
      const records = Array.from({ length: 100 }, (_, at) => ({ ...record, answer: String(at) }))

      const outcomes = await Promise.allSettled(
        records.map((mine) => ground.keep(slot, mine, noon)),
      )

      const winners = records.filter((_, at) => outcomes[at]?.status === 'fulfilled')
      expect(winners).toHaveLength(1)
      expect(await ground.store.find(slot, noon)).toEqual(winners[0])
    })
  })
}

const noon = Date.UTC(2026, 10, 20, 12)
const record: IdempotencyRecord = {
  fingerprint: 'f1',
  answer: '{"id":"ord_1"}',
  expiresAt: noon + 86_400_000,
}

/** A key that no other test has; suites may run side by side on one database. */
function unusedSlot(): IdempotencySlot {
  const organizationId = `org_${unusedNumber()}`
  return { organizationId, actorId: 'usr_1', type: 'shop.buy', key: 'first try' }
}
