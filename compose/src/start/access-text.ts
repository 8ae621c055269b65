/** What a terminal shows of each request that was answered. */
import { styleText } from 'node:util'
import type { AccessLine } from '@plinth/http'
import { printable } from '../log/readable-line.ts'

/** Writes `POST /api/v1/…  409  6 ms  refused: …` on one line. */
export function accessText(
  { method, path, status, ms, note }: AccessLine,
  colour: boolean,
): string {
  const shown = colour ? styleText(colourOf(status), String(status), always) : String(status)
  const parts = [`${method} ${printable(path)}`, shown, `${Math.round(ms)} ms`, printable(note)]
  return `  ${parts.filter((part) => part !== '').join('  ')}\n`
}

const always = { validateStream: false }

function colourOf(status: number): 'green' | 'yellow' | 'red' {
  if (status >= 500) return 'red'
  return status >= 400 ? 'yellow' : 'green'
}
