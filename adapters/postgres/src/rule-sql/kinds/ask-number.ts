/** Asks numbers that are stored as JavaScript has them. */
import { compared, isAbsent, oneOf, type Question } from '../question.ts'
import type { Value } from '../term.ts'
import { type Asked, partsOf } from './asked.ts'

/** Asks a number. */
export function askNumber(value: Value, { op, literal, ground }: Asked): Question | null {
  const { sql } = value
  const bind = (number: unknown) => `${ground.bind(number)}::double precision`
  switch (op) {
    case 'eq':
      return literal === null ? isAbsent(sql) : compared(value, 'eq', bind(literal))
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compared(value, op, bind(literal))
    case 'in': {
      const { values, takesNull } = partsOf(literal)
      return oneOf(value, `${bind(values)}[]`, takesNull)
    }
    case 'exists':
      return { holds: `${sql} is not null`, fails: `${sql} is null` }
    default:
      return null
  }
}
