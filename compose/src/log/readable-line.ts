/** Lays a log line out for a person. */
import { styleText } from 'node:util'
import type { LineLevel, LogLine } from './log-line.ts'

/** Writes `12:30:05.120  warn  what happened  key=value …`; a stack follows on lines of its own. */
export function readableLine(line: LogLine, colour: boolean): string {
  const { time, level, message, facts } = line
  const clock = time.toISOString().slice(11, 23)
  const paint = (text: string) => (colour ? styleText(colours[level], text, always) : text)
  const parts = [clock, paint(level.padEnd(5)), printable(message), ...pairs(facts)]
  return [`  ${parts.join('  ')}`, ...stacks(facts)].join('\n')
}

const always = { validateStream: false }

const colours: Readonly<Record<LineLevel, 'gray' | 'blue' | 'yellow' | 'red'>> = {
  debug: 'gray',
  info: 'blue',
  warn: 'yellow',
  error: 'red',
}

/** Replaces control characters: what a client sent must not move the cursor or forge a line. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

function pairs(facts: LogLine['facts']): string[] {
  return Object.entries(facts).map(([key, value]) => `${printable(key)}=${valueText(value)}`)
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value)
  if (hasStack(value)) return JSON.stringify(value.message)
  return JSON.stringify(value) ?? 'undefined'
}

function stacks(facts: LogLine['facts']): string[] {
  return Object.values(facts).flatMap((value) => (hasStack(value) ? [String(value.stack)] : []))
}

function hasStack(value: unknown): value is { readonly message: unknown; readonly stack: unknown } {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value
}
