import { expect, test } from 'vitest'
import type { Answer, Question } from '../api/api.ts'
import { parsed } from '../api/json.ts'
import type { Tenant } from './tenant.ts'
import { Witness } from './witness.ts'

const own: Tenant = tenant('mkaaaa', 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAA')
const foreign: Tenant = tenant('mkbbbb', 'ord_01ARZ3NDEKTSV4RRFFQ69G5FBB')
const missing = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FZZ'
const path = (id: unknown) => ({ method: 'GET', path: `/orders/${String(id)}` })

test('a foreign byte is noted wherever it stands, in the body or in a header field', async () => {
  const answers = [
    answer(200, '{"note":"mkbbbbq1"}'),
    answer(200, '{}', { etag: 'mkbbbb' }),
    answer(200, '{"note":"mkaaaaq1"}'),
  ]
  const witness = witnessOf(() => answers.shift())

  for (const at of [1, 2, 3]) await witness.ask(path(at))

  expect(witness.notes.leaks).toHaveLength(2)
})

test('what the caller has sent may come back; a byte beside it may not', async () => {
  const told = (id: string) => answer(404, `{"detail":"there is no Order ${id}"}`)
  const silent = witnessOf(({ path: asked }) => told(asked.slice(8)))
  const leaking = witnessOf(({ path: asked }) => answer(404, `{"detail":"${asked} of mkbbbb"}`))
  const twins = { foreign: foreign.rows.get('Order')?.[0]?.id, missing, question: path }

  await silent.askTwins(twins)
  await leaking.askTwins(twins)

  expect(silent.notes).toMatchObject({ leaks: [], telltales: [], requests: 2 })
  expect(leaking.notes.leaks).toHaveLength(2)
})

test.each([
  [answer(403, '{"code":"auth.forbidden"}'), answer(404, '{"code":"entity.not-found"}')],
  [answer(404, '{"code":"a","more":1}'), answer(404, '{"code":"a"}')],
  [answer(404, '{}', { etag: '"1"' }), answer(404, '{}')],
])('a foreign id that is answered otherwise than a missing one is noted', async (one, other) => {
  const answers = [one, other]
  const witness = witnessOf(() => answers.shift())

  await witness.askTwins({ foreign: 'ord_x', missing, question: path })

  expect(witness.notes.telltales).toHaveLength(1)
})

test('trace ids, times and new ids differ between any two answers', async () => {
  const answers = [
    answer(201, '{"id":"ord_01ARZ3NDEKTSV4RRFFQ69G5FCC","at":1795252378027,"trace_id":"a"}'),
    answer(201, '{"id":"ord_01ARZ3NDEKTSV4RRFFQ69G5FDD","at":1795252378999,"trace_id":"b"}'),
  ]
  const witness = witnessOf(() => answers.shift())

  await witness.askTwins({ foreign: 'ord_x', missing, question: path })

  expect(witness.notes.telltales).toEqual([])
})

test('own rows that do not come back are noted: an echo of the question is none', async () => {
  const id = own.rows.get('Order')?.[0]?.id
  const echoing = witnessOf(() => answer(200, `{"id":"${id}"}`))
  const refusing = witnessOf(() => answer(404, '{"note":"mkaaaaq1"}'))
  const answering = witnessOf(() => answer(200, `{"id":"${id}","note":"mkaaaaq1"}`))

  for (const witness of [echoing, refusing, answering]) await witness.askOwn(path(id))

  expect(echoing.notes.blanks).toHaveLength(1)
  expect(refusing.notes.blanks).toHaveLength(1)
  expect(answering.notes.blanks).toEqual([])
})

function tenant(marker: string, id: string): Tenant {
  const rows = new Map([['Order', [{ id, values: {} }]]])
  return { organization: `org_${marker}`, marker, number: 1, rows }
}

function answer(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: new Headers(headers), text, body: parsed(text) }
}

function witnessOf(answerTo: (question: Question) => Answer | undefined): Witness {
  const api = (question: Question) => Promise.resolve(answerTo(question) ?? answer(500, ''))
  return new Witness(api, { own, foreign })
}
