/** Writes what a leaf found as a sentence: `total 124.00 USD is not at most 100.00 USD`. */
import type { GeoPoint } from '../../primitives/geo.ts'
import { isMoney, toText } from '../../primitives/money/money.ts'
import type { Leaf, Path } from '../check/condition.ts'
import { isAbsent, isMoneyLike } from '../compare-values.ts'
import { isArea } from '../operators.ts'

/** What a leaf found, and what of it may be told. */
export interface Finding {
  readonly actual: unknown
  readonly expected: unknown
  readonly passed: boolean
  /** The caller may read the field. */
  readonly isFieldShown: boolean
  /** The caller may read what the field is compared with. */
  readonly isOperandShown: boolean
}

/** Writes the sentence, without a full stop. Values that may not be shown are not in it. */
export function sentenceOf(leaf: Leaf, finding: Finding): string {
  const { passed, isFieldShown } = finding
  if (!isFieldShown) {
    return `${nameOf(leaf.path)}, which may not be shown, ${passed ? 'allows it' : 'does not allow it'}`
  }
  const { takes, words } = leaf.operator
  if (takes === 'flag') return `${nameOf(leaf.path)} ${words[finding.expected === passed ? 0 : 1]}`

  const verb = words[passed ? 0 : 1]
  return `${subjectOf(leaf, finding)} ${verb} ${objectOf(leaf, finding)}${remarkOn(leaf, finding)}`
}

/** What people call a path: the record that it is all about goes without saying. */
function nameOf({ text }: Path): string {
  return text.startsWith('entity.') ? text.slice('entity.'.length) : text
}

function subjectOf({ path, operator }: Leaf, { actual, passed }: Finding): string {
  const name = nameOf(path)
  if (operator.showsField === 'never' || (operator.showsField === 'when it fails' && passed))
    return name
  return isAbsent(actual) ? `${name}, which is missing,` : `${name} ${valueText(path, actual)}`
}

function objectOf(leaf: Leaf, { expected, isOperandShown }: Finding): string {
  const { operand, operator, path } = leaf
  if (operator.takes === 'days' && isOperandShown) return windowText(expected)
  if (operator.takes === 'area') return areaText(operand)
  if (!('path' in operand)) return listText(path, expected)

  const name = nameOf(operand.path)
  if (!isOperandShown) return `${name}, which may not be shown`
  return isAbsent(expected)
    ? `${name}, which is missing`
    : `${name} ${valueText(operand.path, expected)}`
}

function remarkOn({ operator }: Leaf, { actual, expected, isOperandShown }: Finding): string {
  const isOrdered = operator.takes === 'literal' && !operator.takesNull
  if (!isOrdered || !isOperandShown || !isMoneyLike(actual) || !isMoneyLike(expected)) return ''
  return actual.currency === expected.currency ? '' : ', as their currencies differ'
}

function windowText(days: unknown): string {
  if (typeof days !== 'number') return 'a number of days that is missing'

  const count = Math.abs(days)
  return `the ${days < 0 ? 'next' : 'last'} ${count === 1 ? 'day' : `${count} days`}`
}

function areaText(operand: Leaf['operand']): string {
  if ('path' in operand || !isArea(operand.value)) return 'an area'

  const [outline = [], ...holes] = operand.value.polygon.coordinates
  const corners = `an area of ${outline.length - 1} corners`
  if (holes.length === 0) return corners
  return `${corners} with ${holes.length === 1 ? 'a hole' : `${holes.length} holes`}`
}

function listText(path: Path, value: unknown): string {
  if (!Array.isArray(value)) return valueText(path, value)

  const items: readonly unknown[] = value
  const shown = items.slice(0, mostItems).map((item) => valueText(path, item))
  const rest = items.length - shown.length
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'nothing'
}

function valueText(path: Path, value: unknown): string {
  if (Array.isArray(value)) return `[${listText(path, value)}]`
  if (isMoney(value)) return toText(value)
  if (isPoint(value)) return `at ${value.lat}, ${value.lng}`
  if (typeof value === 'string') return JSON.stringify(shortened(value))
  if (typeof value === 'number' && path.field.type === 'date') return dateText(value)
  return typeof value === 'object' && value !== null ? 'a record' : String(value)
}

function isPoint(value: unknown): value is GeoPoint {
  if (typeof value !== 'object' || value === null) return false
  if (!('lat' in value && 'lng' in value)) return false
  return typeof value.lat === 'number' && typeof value.lng === 'number'
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

// The first and last instants that ECMAScript can write as a date.
function dateText(instant: number): string {
  return Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : String(instant)
}

const mostItems = 5
const longestText = 80
