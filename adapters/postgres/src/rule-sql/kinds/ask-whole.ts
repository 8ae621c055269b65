/** Asks what is stored in whole numbers: integers, and instants in milliseconds. */
import { windowOf } from '@plinth/core/runtime'
import { type Comparison, compared, isAbsent, oneOf, type Question, settled } from '../question.ts'
import type { Value } from '../term.ts'
import { type Asked, partsOf } from './asked.ts'

/**
 * Asks a whole number. A literal that is none, or that no column could hold, is moved to the nearest
 * that says the same: above 2.5 is above 2, and at most 1e300 is at most anything.
 */
export function askWhole(value: Value, { op, literal, ground }: Asked): Question | null {
  const { sql } = value
  const type = columnTypes[value.kind === 'instant' ? 'instant' : 'integer']
  const bind = (number: number) => `${ground.bind(type.encode(number))}::${type.name}`
  switch (op) {
    case 'eq':
      if (literal === null) return isAbsent(sql)
      return type.holds(literal) ? compared(value, 'eq', bind(literal)) : settled(false)
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return typeof literal === 'number' ? compared(value, op, bind(rounded(literal, op))) : null
    case 'in': {
      const { values, takesNull } = partsOf(literal)
      const possible = values.filter(type.holds).map(type.encode)
      return oneOf(value, `${ground.bind(possible)}::${type.name}[]`, takesNull)
    }
    case 'exists':
      return { holds: `${sql} is not null`, fails: `${sql} is null` }
    case 'withinDays':
      return typeof literal === 'number' ? within(value, bind, windowOf(literal, ground.now)) : null
    default:
      return null
  }
}

function rounded(literal: number, op: Comparison): number {
  return op === 'gt' || op === 'lte' ? Math.floor(literal) : Math.ceil(literal)
}

function within(
  value: Value,
  bind: (number: number) => string,
  [from, until]: readonly [number, number],
): Question {
  const begun = compared(value, 'gte', bind(Math.ceil(from)))
  const notOver = compared(value, 'lte', bind(Math.floor(until)))
  return {
    holds: `(${begun.holds} and ${notOver.holds})`,
    fails: `(${begun.fails} or ${notOver.fails})`,
  }
}

interface ColumnType {
  readonly name: string
  /** Whether a column of the type could hold the literal. */
  readonly holds: (literal: unknown) => literal is number
  /** Writes a whole number as a parameter; one beyond what columns hold as what is beyond it all. */
  readonly encode: (whole: number) => string
}

const columnTypes: Readonly<Record<'integer' | 'instant', ColumnType>> = {
  integer: {
    name: 'bigint',
    holds: (literal): literal is number => Number.isSafeInteger(literal),
    encode: (whole) => String(BigInt(Math.min(Math.max(whole, -(2 ** 53)), 2 ** 53))),
  },
  instant: {
    name: 'timestamptz',
    holds: isInstant,
    encode: (whole) => {
      if (isInstant(whole)) return new Date(whole).toISOString()
      return whole < 0 ? '-infinity' : 'infinity'
    },
  },
}

// The years 1 to 9999, which is what a record's dates can be.
const firstInstant = Date.parse('0001-01-01T00:00:00.000Z')
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z')

function isInstant(literal: unknown): literal is number {
  return (
    Number.isSafeInteger(literal) &&
    Number(literal) >= firstInstant &&
    Number(literal) <= lastInstant
  )
}
