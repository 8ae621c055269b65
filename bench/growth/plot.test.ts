/** The picture in the docs shows the figures that are kept. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Point, plot } from './plot.ts'

test('the drawing in the docs is that of the kept figures', () => {
  const kept: unknown = JSON.parse(readFileSync(new URL('growth.json', import.meta.url), 'utf8'))
  const points = Array.isArray(kept) ? kept.filter(isPoint) : []

  const drawn = readFileSync(new URL('../../docs/growth.svg', import.meta.url), 'utf8')

  expect(drawn).toBe(plot(points))
})

test('each line has its points and ends with what the last of them cost', () => {
  const drawn = plot([
    { line: 'rules', count: 10, cost: 26.1 },
    { line: 'rules', count: 100_000, cost: 31.4 },
  ])

  expect(drawn.match(/<circle class="rules"/g)).toHaveLength(2)
  expect(drawn).toContain('>31.4 ns: a rule, asked<')
})

function isPoint(value: unknown): value is Point {
  return typeof value === 'object' && value !== null && 'line' in value && 'cost' in value
}
