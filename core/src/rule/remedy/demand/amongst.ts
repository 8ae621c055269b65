/** Tells whether values are in a list that may be long. */
import { plainItems } from '../../evaluate/question.ts'
import { operators } from '../../operators.ts'

/** Prepares the question whether a value is in a list; a long list of plain values costs no more than a short one. */
export function amongst(list: unknown): (value: unknown) => boolean {
  const items = plainItems(list)
  if (!items) return (value) => operators.get('in')?.test(value, list, 0) ?? false

  const lookup = new Set(items)
  return (value) => lookup.has(value ?? null)
}
