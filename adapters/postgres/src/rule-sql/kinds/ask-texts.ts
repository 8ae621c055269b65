/** Asks lists of ids. */
import { type Question, question } from '../question.ts'
import type { Value } from '../term.ts'
import type { Asked } from './asked.ts'

/** Asks a list of texts. */
export function askTexts({ sql }: Value, { op, literal, ground }: Asked): Question | null {
  switch (op) {
    case 'contains':
      return question(`${ground.bind(literal)}::text = any(${sql})`)
    case 'containsAll':
      return question(`${sql} @> ${ground.bind(literal)}::text[]`)
    case 'exists':
      return { holds: `${sql} is not null`, fails: `${sql} is null` }
    case 'empty':
      return {
        holds: `(${sql} is null or cardinality(${sql}) = 0)`,
        fails: `cardinality(${sql}) > 0`,
      }
    default:
      return null
  }
}
