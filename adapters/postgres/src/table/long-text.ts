/** How long a text may be in an index: Postgres refuses a row whose entry is longer than 2,704 bytes. */
import type { FieldSchema } from '@plinth/core'

/** The bytes that the texts of one index may take together, beside organization, id and numbers. */
export const roomForTexts = 2_200

/** The most bytes that a value of the field may have; 0 for what is no text of free length. */
export function longestText({ type, enumValues = [], maxLength = 10_000 }: FieldSchema): number {
  if (type === 'enum') return Math.max(0, ...enumValues.map((value) => Buffer.byteLength(value)))
  // A UTF-16 unit takes three bytes at most: what takes four is made of two of them.
  return type === 'string' ? maxLength * 3 : 0
}
