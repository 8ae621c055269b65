/** Tells whether a caller must give a field. */
import type { FieldSchema } from '@plinth/core'

/** Tells whether a field is required and has no default. */
export function isNeeded({ required = false, default: value }: FieldSchema): boolean {
  return required && value === undefined
}
