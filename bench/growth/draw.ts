/**
 * Keeps the figures of growth and draws them anew:
 * `npm run -s bench -- --area growth --json | node bench/growth/draw.ts`.
 *
 * Writes `bench/growth/growth.json` and `docs/growth.svg`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type Point, plot } from './plot.ts'

const rows: unknown = JSON.parse(readFileSync('/dev/stdin', 'utf8'))
const points = Array.isArray(rows) ? rows.map(pointOf) : []
writeFileSync(new URL('growth.json', import.meta.url), `${JSON.stringify(points, null, 2)}\n`)
writeFileSync(new URL('../../docs/growth.svg', import.meta.url), plot(points))

/** Reads the line and the count from the name: `growth-rules-1000`. */
function pointOf(row: unknown): Point {
  const { name, cost } = isRow(row) ? row : { name: '', cost: { ours: 0 } }
  const [, line, count] = /^growth-([a-z]+)-(\d+)$/.exec(name) ?? []
  if (line === undefined) throw new Error(`"${name}" is no benchmark of growth`)
  return { line, count: Number(count), cost: Number(cost.ours.toPrecision(4)) }
}

function isRow(row: unknown): row is { readonly name: string; readonly cost: { ours: number } } {
  return typeof row === 'object' && row !== null && 'name' in row && 'cost' in row
}
