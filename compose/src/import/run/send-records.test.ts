/** How a bad record is told from the good ones beside it. */
import { AuthorizationError, ConflictError, CoreError, IntegrationError } from '@plinth/core'
import { expect, test } from 'vitest'
import type { ImportTarget, Values } from './import-target.ts'
import { sendRecords } from './send-records.ts'

const options = { key: ['code'], dryRun: false }
const taken = new ConflictError('entity.duplicate', 'another Customer has it')

test('one bad record in a batch is found in a few steps, and the others are sent', async () => {
  const sent: number[] = []
  const target = targetThat((records) => {
    sent.push(records.length)
    if (records.some(({ code }) => code === 'C333')) throw taken
  })

  const outcomes = await sendRecords(target, customers(500), options)

  const refused = { outcome: 'refused', failures: [{ path: '', message: taken.message }] }
  expect(outcomes).toHaveLength(500)
  expect(outcomes[333]).toEqual(refused)
  expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(499)
  expect(sent.length).toBeLessThan(22)
})

test('a record that others keep changing keeps no other record out', async () => {
  const moved = new ConflictError('entity.stale', 'moved', {}, { transient: true })
  const target = targetThat((records) => {
    if (records.some(({ code }) => code === 'C3')) throw moved
  })

  const outcomes = await sendRecords(target, customers(8), options)

  expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(7)
  expect(outcomes[3]).toEqual({ outcome: 'refused', failures: [{ path: '', message: 'moved' }] })
})

test.each([
  ['a database that is gone', new IntegrationError('database.unreachable', 'nothing listens')],
  ['a caller who may not', new AuthorizationError('auth.forbidden', 'no')],
  ['what passes', new CoreError('database.contention', 'too many', {}, { transient: true })],
  ['a fault of the program', new TypeError('undefined is not a function')],
])('%s is no fault of the records: nothing is tried again', async (_what, error) => {
  let calls = 0
  const target = targetThat(() => {
    calls += 1
    throw error
  })

  const sending = sendRecords(target, customers(8), options)

  await expect(sending).rejects.toBe(error)
  expect(calls).toBe(1)
})

function customers(count: number): readonly Values[] {
  return Array.from({ length: count }, (_, index) => ({ code: `C${index}` }))
}

function targetThat(takes: (records: readonly Values[]) => void): ImportTarget {
  return {
    async send(records) {
      takes(records)
      return records.map(() => ({ outcome: 'created' }))
    },
    findIds: async () => new Map(),
  }
}
