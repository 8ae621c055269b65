/** Asks truth values: they have no order. */
import { compared, isAbsent, oneOf, type Question } from '../question.ts'
import type { Value } from '../term.ts'
import { type Asked, partsOf } from './asked.ts'

/** Asks a truth value. */
export function askBoolean(value: Value, { op, literal, ground }: Asked): Question | null {
  const { sql } = value
  switch (op) {
    case 'eq':
      if (literal === null) return isAbsent(sql)
      return compared(value, 'eq', `${ground.bind(literal)}::boolean`)
    case 'in': {
      const { values, takesNull } = partsOf(literal)
      return oneOf(value, `${ground.bind(values)}::boolean[]`, takesNull)
    }
    case 'exists':
      return { holds: `${sql} is not null`, fails: `${sql} is null` }
    default:
      return null
  }
}
