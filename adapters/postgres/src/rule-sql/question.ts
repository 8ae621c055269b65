/** A comparison as SQL, asked both ways: a database knows null as a third answer, a rule does not. */

/** One comparison. Each side is a condition for `where`: true, or else false or null. */
export interface Question {
  /** True for exactly the rows for which the comparison holds. */
  readonly holds: string
  /** True for exactly the others, those without a value included. */
  readonly fails: string
}

/** Makes a question whose opposite no index can answer. */
export function question(holds: string): Question {
  return { holds, fails: `(${holds}) is not true` }
}

/** Makes a question whose answer is the same for every row. */
export function settled(holds: boolean): Question {
  return { holds: String(holds), fails: String(!holds) }
}

/** Asks whether there is no value. */
export function isAbsent(sql: string): Question {
  return { holds: `${sql} is null`, fails: `${sql} is not null` }
}

/** A value in SQL that may be compared. */
export interface Comparable {
  readonly sql: string
  readonly isNullable: boolean
}

/** The operators that compare two values of one type. */
export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte'

/** Compares with a value that is not null. Both ways an index can follow, but `<>`. */
export function compared({ sql, isNullable }: Comparable, op: Comparison, value: string): Question {
  const [sign, inverse] = signs[op]
  const fails = `${sql} ${inverse} ${value}`
  return {
    holds: `${sql} ${sign} ${value}`,
    fails: isNullable ? `(${fails} or ${sql} is null)` : fails,
  }
}

/** Finds the sign of a comparison. */
export function signOf(op: Comparison): string {
  return signs[op][0]
}

const signs: Readonly<Record<Comparison, readonly [sign: string, inverse: string]>> = {
  eq: ['=', '<>'],
  gt: ['>', '<='],
  gte: ['>=', '<'],
  lt: ['<', '>='],
  lte: ['<=', '>'],
}

/** Asks whether a value is one of a list, of which `values` stands for those that are not null. */
export function oneOf({ sql }: Comparable, values: string, takesNull: boolean): Question {
  const holds = `${sql} = any(${values})`
  return question(takesNull ? `(${holds} or ${sql} is null)` : holds)
}
