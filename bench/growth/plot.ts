/** Draws what one of many costs as an SVG: both axes logarithmic, readable on white and on black. */

/** What one cost where there were so many, in nanoseconds. */
export interface Point {
  readonly line: string
  readonly count: number
  readonly cost: number
}

/** Line → what one of it is, in words. */
const labels: Readonly<Record<string, string>> = {
  modules: 'a module, checked and wired',
  publish: 'an event that 8 hear',
  subscribe: 'a subscription, come and gone',
  rules: 'a rule, asked',
}

/** How far words stand beside the end of their line, where two ends are near each other. */
const nudged: Readonly<Record<string, number>> = { publish: -5, subscribe: 5 }

const frame = { left: 64, right: 520, top: 20, bottom: 340, width: 760, height: 392 }
const counts = { from: 1, to: 5 }
const costs = { from: 1, to: 6 }

/** Draws the points, line by line. */
export function plot(points: readonly Point[]): string {
  const parts = [
    head,
    ...decades(costs).map(costLine),
    ...decades(counts).map(countLabel),
    text({ x: (frame.left + frame.right) / 2, y: 382, anchor: 'middle' }, 'how many there are'),
    ...Object.entries(labels).map(([line, label]) =>
      lineOf(
        points.filter((point) => point.line === line),
        { line, label },
      ),
    ),
    '</svg>\n',
  ]
  return parts.join('\n')
}

const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${frame.width} ${frame.height}" width="${frame.width}" height="${frame.height}" role="img" aria-label="What one of many costs, from ten to a hundred thousand">
<style>
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .quiet { fill: #57606a }
  .grid { stroke: #d0d7de }
  .back { fill: #ffffff }
  polyline { fill: none; stroke-width: 2 }
  .modules { stroke: #8250df; fill: #8250df }
  .publish { stroke: #0969da; fill: #0969da }
  .subscribe { stroke: #bc4c00; fill: #bc4c00 }
  .rules { stroke: #1a7f37; fill: #1a7f37 }
  polyline.modules, polyline.publish, polyline.subscribe, polyline.rules { fill: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .grid { stroke: #3d444d }
    .back { fill: #0d1117 }
    .modules { stroke: #ab7df8; fill: #ab7df8 }
    .publish { stroke: #58a6ff; fill: #58a6ff }
    .subscribe { stroke: #f0883e; fill: #f0883e }
    .rules { stroke: #3fb950; fill: #3fb950 }
  }
</style>
<rect class="back" width="${frame.width}" height="${frame.height}"/>`

interface Span {
  readonly from: number
  readonly to: number
}

function decades({ from, to }: Span): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index))
}

function costLine(cost: number): string {
  const y = yOf(cost)
  const grid = `<line class="grid" x1="${frame.left}" x2="${frame.right}" y1="${y}" y2="${y}"/>`
  return grid + text({ x: frame.left - 8, y: y + 4, anchor: 'end', quiet: true }, costText(cost))
}

function countLabel(count: number): string {
  const place = { x: xOf(count), y: frame.bottom + 20, anchor: 'middle', quiet: true } as const
  return text(place, count.toLocaleString('en'))
}

interface Named {
  readonly line: string
  readonly label: string
}

function lineOf(points: readonly Point[], { line, label }: Named): string {
  const places = points.map(({ count, cost }) => ({ x: xOf(count), y: yOf(cost) }))
  const last = points.at(-1)
  if (!last) return ''

  const path = places.map(({ x, y }) => `${x},${y}`).join(' ')
  const dots = places.map(({ x, y }) => `<circle class="${line}" cx="${x}" cy="${y}" r="3"/>`)
  const end = { x: xOf(last.count) + 10, y: yOf(last.cost) + 4 + (nudged[line] ?? 0) }
  return [
    `<polyline class="${line}" points="${path}"/>`,
    ...dots,
    text(end, `${costText(last.cost)}: ${label}`),
  ].join('')
}

interface Place {
  readonly x: number
  readonly y: number
  readonly anchor?: 'middle' | 'end'
  readonly quiet?: boolean
}

function text({ x, y, anchor, quiet }: Place, words: string): string {
  const shown = `${anchor ? ` text-anchor="${anchor}"` : ''}${quiet ? ' class="quiet"' : ''}`
  return `<text x="${x}" y="${y}"${shown}>${words}</text>`
}

function xOf(count: number): number {
  return placeOn(counts, { value: count, start: frame.left + 16, end: frame.right - 16 })
}

function yOf(cost: number): number {
  return placeOn(costs, { value: cost, start: frame.bottom, end: frame.top })
}

interface Scaled {
  readonly value: number
  readonly start: number
  readonly end: number
}

function placeOn({ from, to }: Span, { value, start, end }: Scaled): number {
  const share = (Math.log10(value) - from) / (to - from)
  return Math.round((start + share * (end - start)) * 10) / 10
}

function costText(nanoseconds: number): string {
  if (nanoseconds >= 1e6) return `${Number((nanoseconds / 1e6).toPrecision(3))} ms`
  if (nanoseconds >= 1e3) return `${Number((nanoseconds / 1e3).toPrecision(3))} µs`
  return `${Number(nanoseconds.toPrecision(3))} ns`
}
