/** Under an idempotency key an answer is kept as it goes out. */
import { defineEntity, defineModule, field } from '@plinth/core'
import { createSystem, memoryDatabase } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import type { Call } from './call.ts'
import { jsonAnswer } from './route.ts'
import { sent } from './sent.ts'

const Note = defineEntity({ name: 'Note', idPrefix: 'not_', fields: { text: field.string() } })
const notes = defineModule({ id: 'notes', version: '1.0.0', entities: [Note] })
const message = { type: 'notes.note.create', payload: { text: 'tea' } }

test('status, header fields and body come again as they were, though the sender may read less by now', async () => {
  const system = createSystem({
    modules: [notes],
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })
  await system.start()
  const actor = { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' } as const
  const ctx = system.as({ actor, org: { id: 'org_1', slug: 'one', settings: {} } })
  const call: Call = { ...nothingElse, ctx, headers: { 'idempotency-key': 'k' } }
  const answerWith = (etag: string) =>
    sent({ call, message }, (record) => jsonAnswer(201, { record, etag }, { etag }))

  const [first, second] = [await answerWith('"1"'), await answerWith('"2"')]

  expect(first).toMatchObject({ status: 201, headers: { etag: '"1"' } })
  expect(second).toEqual(first)
  await system.stop()
})

const nothingElse = {
  path: '/',
  body: undefined,
  params: {},
  parameters: () => [],
  present: {
    any: async (value: unknown) => value,
    records: async (_: unknown, rows: readonly object[]) => rows,
  },
}
