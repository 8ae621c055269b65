/** Tells what a leaf may compare with, by its operator and the type of its field. */
import type { Family, Operator } from '../operators.ts'
import type { Path } from './condition.ts'
import { familyOf, itemFamilyOf } from './fact-shape.ts'
import { ruleLimits } from './rule-limits.ts'

/** A value that is to be compared with what stands at a path. */
export interface GivenValue {
  readonly path: Path
  readonly operator: Operator
  readonly value: unknown
}

/** What one value has to be: as the field itself, or as an item of it. */
export function wanted({ path, operator }: GivenValue): Family {
  if (operator.takes === 'days') return 'number'
  if (operator.takes === 'flag') return 'boolean'

  const family = familyOf(path.field) ?? 'any'
  return family === 'list' ? itemFamilyOf(path.field) : family
}

/** Says what may stand there: `a finite number, or { ref: path }`. */
export function form(given: GivenValue): string {
  const { takes, takesNull, takesRef } = given.operator
  const one = literalForms[wanted(given)] + (takesNull ? ', or null' : '')
  const own = {
    literal: one,
    list: `a list of at most ${ruleLimits.items}, each of them ${one}`,
    flag: 'true or false',
    days: `a number of days, at most ${ruleLimits.days} back or (negative) ahead`,
    pattern: 'a pattern',
    area: 'an area: a GeoJSON polygon',
  }[takes]
  return takesRef ? `${own}, or { ref: path }` : own
}

const literalForms: Readonly<Record<Family, string>> = {
  text: `a text of at most ${ruleLimits.text} characters`,
  number: 'a finite number',
  date: 'an instant in epoch milliseconds',
  boolean: 'true or false',
  money: 'money such as { amount: 12400, currency: "USD" }',
  list: 'a value',
  point: 'a point',
  shape: 'a shape',
  any: `a text of at most ${ruleLimits.text} characters, a finite number, true, false or money`,
}
