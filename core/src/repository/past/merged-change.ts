/** Merges a change of an outdated version into the record as it is now: of what it changes, it wins. */
import type { Row } from '../flush/changes.ts'
import type { Values } from '../writing/incoming.ts'
import { sameValue } from '../record/same-value.ts'

/** The record that the change was made on, and the one that it meets. */
export interface MergeGround {
  readonly base: Row
  readonly before: Row
}

/** Takes over what the change has changed, and leaves the rest as it is now. */
export function mergedChange(given: Values, { base, before }: MergeGround): Values {
  const merged: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    merged[key] = sameValue(value, base[key]) ? before[key] : value
  }
  return merged
}
