/** Says what a server must answer, going by what a page shows of it. */
import { expect } from 'vitest'
import type { ShownCall } from './shown-calls.ts'

/** What `toEqual` takes: an answer that has at least what the page shows. */
export function shownAnswer({ answer }: ShownCall): unknown {
  return answer ? atLeast(answer) : expect.anything()
}

/** An object shows some of its fields, a list all of its items; `…` stands for anything. */
function atLeast(value: unknown): unknown {
  if (value === '…') return expect.anything()
  if (Array.isArray(value)) return value.map(atLeast)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, field]) => [key, atLeast(field)])
  return expect.objectContaining(Object.fromEntries(fields))
}
