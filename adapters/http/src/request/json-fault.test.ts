/** The first fault of a text that is no JSON is found. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from './json-fault.ts'

test.each([
  ['', { position: 0, line: 1, column: 1, found: '' }],
  ['{"a":', { position: 5, line: 1, column: 6, found: '' }],
  ['{"a":1,}', { position: 7, line: 1, column: 8, found: '}' }],
  ['{"a" 1}', { position: 5, line: 1, column: 6, found: '1' }],
  ['[1, 2,\n 3 4]', { position: 10, line: 2, column: 4, found: '4' }],
  ['{a:1}', { position: 1, line: 1, column: 2, found: 'a' }],
  ["{'a':1}", { position: 1, line: 1, column: 2, found: "'" }],
  ['[01]', { position: 2, line: 1, column: 3, found: '1' }],
  ['[1]]', { position: 3, line: 1, column: 4, found: ']' }],
  ['{"a":"\n"}', { position: 5, line: 1, column: 6, found: '"' }],
  ['[1}', { position: 2, line: 1, column: 3, found: '}' }],
  ['nul', { position: 0, line: 1, column: 1, found: 'n' }],
])('the fault of %j is found', (text, fault) => {
  expect(jsonFault(text)).toEqual(fault)
})

test('a fault lies where the engine sees it, or before that', () => {
  const spoiled = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('}', ']', ',', ':', 'x', '"', '-', '\u0000', ''))
    .map(([text, at, junk]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + junk + text.slice(place + 1)
    })
    .filter((text) => !isJson(text))

  fc.assert(
    fc.property(spoiled, (text) => {
      const { position } = jsonFault(text)

      expect(position).toBeGreaterThanOrEqual(0)
      expect(position).toBeLessThanOrEqual(text.length)
      expect(positionByEngine(text, position)).toBeGreaterThanOrEqual(position)
    }),
    { numRuns: 1_000 },
  )
})

test('a text of 10,000 open lists is read without going deeper itself', () => {
  expect(jsonFault('['.repeat(10_000))).toMatchObject({ position: 10_000, found: '' })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

// The engine does not always tell a position, and inside a token it tells a later one than ours.
function positionByEngine(text: string, otherwise: number): number {
  try {
    JSON.parse(text)
    return otherwise
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? []
    return position === undefined ? otherwise : Number(position)
  }
}
