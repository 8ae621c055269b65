/** What commands were answered under their keys: it commits with what they changed, or not at all. */
import type { Database, KeptAnswer } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { describeIdempotency } from '../ports/describe-idempotency.ts'
import { nothingIn } from './nothing-in.ts'
import { type Office, officeOn, present, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describeAnswers(database: () => Database): void {
  describe('answers', () => {
    let office: Office
    beforeEach(() => {
      office = officeOn(database())
    })

    describeIdempotency(() => ({
      store: database().idempotency,
      keep: (slot, record, now) => {
        const { organizationId } = slot
        const answer = { slot, record, tellsOf: [], remembered: [], now }
        return database().flush({ ...nothingIn(organizationId), answer })
      },
    }))

    test('of two commands with one key the first commits, and the second leaves nothing', async () => {
      const answer = answerOf(office)
      const [first, second] = [unusedNumber(), unusedNumber()]
      const units = await Promise.all(
        [first, second].map((number) => office.prepare(({ orders }) => orders.save({ number }))),
      )

      const [one = nothingIn(''), other = nothingIn('')] = units.map((unit) => ({
        ...unit.seal(),
        answer,
      }))
      await database().flush(one)
      const late = database().flush(other)

      await expect(late).rejects.toMatchObject({
        name: 'ConflictError',
        code: 'idempotency.taken',
        facts: { type: 'shop.buy', key: answer.slot.key },
      })
      const found = await office.read(({ orders }) => orders.findAll())
      expect(found.map(({ number }) => number)).toEqual([first])
    })

    test('a command that is refused at the commit leaves no answer', async () => {
      const number = unusedNumber()
      await office.change(({ orders }) => orders.save({ number }))
      const answer = answerOf(office)
      const unit = await office.prepare(({ orders }) => orders.save({ number }))

      const flush = database().flush({ ...unit.seal(), answer })

      await expect(flush).rejects.toMatchObject({ code: 'entity.duplicate' })
      expect(await database().idempotency.find(answer.slot, present)).toBeNull()
    })

    test('the erasure of a record leaves of the answers that may tell of it that they were given', async () => {
      const told = await office.change(({ customers }) => customers.save({ name: 'Ann' }))
      const other = await office.change(({ customers }) => customers.save({ name: 'Ben' }))
      const [ofTold, ofBoth, ofOther] = [answerOf(office), answerOf(office), answerOf(office)]
      await keep(office, { ...ofTold, tellsOf: [told.id] })
      await keep(office, { ...ofBoth, tellsOf: [other.id, told.id] })
      await keep(office, { ...ofOther, tellsOf: [other.id] })

      await office.change(({ customers }) => customers.hardDelete(told.id))

      const { expiresAt } = ofTold.record
      const erased = { fingerprint: null, answer: null, expiresAt }
      const find = ({ slot }: KeptAnswer) => database().idempotency.find(slot, present)
      expect(await Promise.all([ofTold, ofBoth].map(find))).toEqual([erased, erased])
      expect(await find(ofOther)).toEqual(ofOther.record)
    })

    test('where a record was erased since it was read, only that there was an answer is kept', async () => {
      const told = await office.change(({ customers }) => customers.save({ name: 'Ann' }))
      const other = await office.change(({ customers }) => customers.save({ name: 'Ben' }))
      const [late, untouched] = [answerOf(office), answerOf(office)]

      await office.change(({ customers }) => customers.hardDelete(told.id))
      await keep(office, { ...late, tellsOf: [told.id], remembered: [other.id, told.id] })
      await keep(office, { ...untouched, tellsOf: [other.id], remembered: [other.id] })

      const { expiresAt } = late.record
      const find = ({ slot }: KeptAnswer) => database().idempotency.find(slot, present)
      expect(await find(late)).toEqual({ fingerprint: null, answer: null, expiresAt })
      expect(await find(untouched)).toEqual(untouched.record)
    })

    test('whichever comes first, an erasure or an answer that tells of the record: it is erased', async () => {
      const rounds = Array.from({ length: 12 }, () => answerOf(office))

      const kept = await Promise.all(
        rounds.map(async (answer) => {
          const { id } = await office.change(({ customers }) => customers.save({ name: 'Ann' }))
          await Promise.all([
            keep(office, { ...answer, tellsOf: [id], remembered: [id] }),
            office.change(({ customers }) => customers.hardDelete(id)),
          ])
          return database().idempotency.find(answer.slot, present)
        }),
      )

      expect(kept.map((record) => record?.answer)).toEqual(rounds.map(() => null))
    })

    test('an erasure in one organization leaves the answers of the others alone', async () => {
      const { id } = await office.change(({ customers }) => customers.save({ name: 'Ann' }))
      const stranger = officeOn(database())
      const answer = { ...answerOf(stranger), tellsOf: [id] }
      await keep(stranger, answer)

      await office.change(({ customers }) => customers.hardDelete(id))

      expect(await database().idempotency.find(answer.slot, present)).toEqual(answer.record)
    })

    test('an answer that has expired and may tell of records gives way to another one', async () => {
      const { id } = await office.change(({ customers }) => customers.save({ name: 'Ann' }))
      const answer = { ...answerOf(office), tellsOf: [id] }
      await keep(office, answer)
      const { expiresAt } = answer.record
      const record = { ...answer.record, answer: '"again"', expiresAt: expiresAt + 1_000 }

      await keep(office, { ...answer, record, now: expiresAt })

      expect(await database().idempotency.find(answer.slot, expiresAt)).toEqual(record)
    })

    test('the key is what a rival hears of first, whatever else has changed', async () => {
      const number = unusedNumber()
      const answer = answerOf(office)
      const units = await Promise.all(
        [1, 2].map(() => office.prepare(({ orders }) => orders.save({ number }))),
      )

      const flushes = units.map((unit) => database().flush({ ...unit.seal(), answer }))

      const outcomes = await Promise.allSettled(flushes)
      expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
        { reason: { code: 'idempotency.taken' } },
      ])
    })

    function keep({ organizationId }: Office, answer: KeptAnswer): Promise<void> {
      return database().flush({ ...nothingIn(organizationId), answer })
    }
  })
}

/** What a command commits that changed nothing. */
function answerOf({ organizationId }: Office): KeptAnswer {
  const slot = { organizationId, actorId: 'usr_1', type: 'shop.buy', key: unusedNumber() }
  const record = { fingerprint: 'f1', answer: '{"ok":true}', expiresAt: present + 86_400_000 }
  return { slot, record, tellsOf: [], remembered: [], now: present }
}
