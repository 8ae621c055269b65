/** Prints rows as a table for people. */
import { availableParallelism, cpus, loadavg } from 'node:os'
import process from 'node:process'
import type { Benchmark } from './benchmark.ts'
import { installPeers } from './peers.ts'
import type { Row } from './row.ts'

/** Prints the rows, where they were measured, and what is missing. */
export function print(rows: readonly Row[], missing: readonly string[]): void {
  console.log(`\n${machine()}\n`)
  for (const line of aligned([heads, ...rows.map(cellsOf)])) console.log(line)

  for (const note of notesOf(rows)) console.log(`\n${note}`)
  if (missing.length > 0) {
    console.log(`\nnot installed: ${missing.join(', ')}\nto install them: ${installPeers}`)
  }
}

/** Prints what can be measured. Returns the exit code. */
export function printList(benchmarks: readonly Benchmark[]): number {
  const cells = benchmarks.map(({ area, name, shows }) => [area, name, shows])
  for (const line of aligned(cells)) console.log(line)
  return 0
}

/** Writes each note once, with the names that it is about. */
function notesOf(rows: readonly Row[]): readonly string[] {
  const names = new Map<string, Set<string>>()
  for (const { name, note } of rows) {
    if (note !== null) names.set(note, new Set([...(names.get(note) ?? []), name]))
  }
  return [...names].map(([note, about]) => `${[...about].join(', ')}: ${note}`)
}

const heads = ['area', 'name', 'ours', 'limit', '× limit', 'peer', 'its', '× faster', 'goal', 'met']

function cellsOf({
  area,
  name,
  cost,
  unit,
  vsLimit,
  peer,
  vsPeer,
  goal,
  met,
}: Row): readonly string[] {
  const ratios = { limit: vsLimit?.toFixed(2) ?? '', peer: vsPeer?.toFixed(2) ?? '' }
  const costs = [cost.ours, cost.limit, cost.peer].map(unit === 'B' ? bytesText : timeText)
  const [ours = '', limit = '', its = ''] = costs
  return [area, name, ours, limit, ratios.limit, peer ?? '', its, ratios.peer, goal, metText(met)]
}

function metText(met: boolean | null): string {
  if (met === null) return '?'
  return met ? 'yes' : 'NO'
}

function timeText(nanoseconds: number | null): string {
  if (nanoseconds === null) return ''
  const unit = units.find(({ size }) => nanoseconds >= size) ?? { size: 1, name: 'ns' }
  return `${(nanoseconds / unit.size).toPrecision(3)} ${unit.name}`
}

function bytesText(bytes: number | null): string {
  if (bytes === null) return ''
  return bytes < 1e6 ? `${Math.round(bytes)} B` : `${Math.round(bytes / 1e6)} MB`
}

const units = [
  { size: 1e9, name: 's' },
  { size: 1e6, name: 'ms' },
  { size: 1e3, name: 'µs' },
]

function aligned(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  )
  return lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function machine(): string {
  const day = new Date().toISOString().slice(0, 10)
  const [cpu] = cpus()
  const [load = 0] = loadavg()
  const cores = `${availableParallelism()} cores of ${cpu?.model.trim() ?? 'unknown make'}`
  return `${day}, Node ${process.versions.node}, ${cores}, load average ${load.toFixed(2)}`
}
