/** What a terminal shows. */
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { accessText } from './access-text.ts'
import { banner } from './banner.ts'

const facts = {
  name: 'trading',
  version: '0.1.0',
  readyMs: 1_234,
  url: 'http://127.0.0.1:3000',
  place: 'embedded, .plinth/data',
  survives: 'a crash of this process, not a power cut',
  modules: [
    { id: 'catalog', version: '1.0.0', ms: 12.4 },
    { id: 'sales', version: '1.0.0', ms: 0.2 },
  ],
  counts: [
    { count: 11, one: 'entity', many: 'entities' },
    { count: 1, one: 'machine', many: 'machines' },
  ],
  example: { path: '/api/v1/sales/orders', headers: " -H 'x-org-id: org_north'" },
} as const

test('the banner is one screen of plain text without colour', () => {
  expect(banner(facts, false)).toBe(`
  Plinth 0.1.0   trading   ready in 1.2 s
  API      http://127.0.0.1:3000/api/v1          docs  http://127.0.0.1:3000/docs
  Data     embedded, .plinth/data                survives a crash of this process, not a power cut
  Modules  catalog 12 ms · sales 1               11 entities · 1 machine
  Try      curl -s http://127.0.0.1:3000/api/v1/sales/orders -H 'x-org-id: org_north'

`)
})

test('colour changes no word', () => {
  const coloured = banner(facts, true)

  expect(coloured).toContain('\u001B[')
  expect(stripVTControlCharacters(coloured)).toBe(banner(facts, false))
})

test('a request is one line, whatever its path holds', () => {
  const line = {
    method: 'POST',
    path: '/api/v1/a\nb\u001B[2J',
    status: 409,
    ms: 5.6,
    note: 'refused: too much',
  }

  expect(accessText(line, false)).toBe('  POST /api/v1/a b [2J  409  6 ms  refused: too much\n')
  expect(accessText({ ...line, path: '/', note: '' }, true)).toBe(
    '  POST /  \u001B[33m409\u001B[39m  6 ms\n',
  )
})
