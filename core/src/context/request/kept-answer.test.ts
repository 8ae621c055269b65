/** An answer is kept with all that it may tell of. */
import { expect, test } from 'vitest'
import { keptAnswer } from './kept-answer.ts'

const slot = { organizationId: 'org_a', actorId: 'usr_1', type: 'crm.meet', key: 'k' }
const keyed = { slot, fingerprint: 'f', render: async () => null }
const ann = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const ben = 'cus_01BX5ZZKBKACTAV9WEVGEMMVRZ'

test('it may tell of what its unit has read or written, and of every record that it names', () => {
  const answer = { met: [{ customer: { id: ben } }], path: `/customers/${ben}` }

  const kept = keptAnswer({ ...done, text: { answer, rendered: null }, ids: new Set([ann]) })

  expect(kept.tellsOf).toEqual([ann, ben])
  expect(kept.record.answer).toBe(JSON.stringify({ answer }))
})

test('what its unit has read without relying on it may be gone by the commit, but for what the unit erases', () => {
  const read = new Set([ann, ben])

  const kept = keptAnswer({
    ...done,
    text: { answer: null, rendered: null },
    ids: read,
    remembered: read,
    erasures: [erasure],
  })

  expect(kept.remembered).toEqual([ben])
})

test('where its unit erases a record, the answer is erased from the beginning', () => {
  const answer = { farewell: 'Ann' }

  const kept = keptAnswer({
    ...done,
    text: { answer, rendered: null },
    ids: new Set([ann, ben]),
    erasures: [erasure],
  })

  expect(kept).toMatchObject({ record: { fingerprint: null, answer: null }, tellsOf: [ben] })
})

test.each([undefined, null])('where it erases one and answers %j, that is kept', (answer) => {
  const kept = keptAnswer({
    ...done,
    text: { answer, rendered: null },
    ids: new Set([ann]),
    erasures: [erasure],
  })

  expect(kept).toMatchObject({ record: { fingerprint: 'f' }, tellsOf: [] })
})

const erasure = { aggregateId: ann, keep: [] }
const done = {
  keyed,
  ids: new Set<string>(),
  remembered: new Set<string>(),
  erasures: [],
  now: 0,
  ttl: 1,
}
