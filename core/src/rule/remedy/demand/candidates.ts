/** Proposes values that may meet a change: whoever asked tries them. */
import type { Path } from '../../check/condition.ts'
import { familyOf } from '../../check/fact-shape.ts'
import { isMoneyLike, isSame } from '../../compare-values.ts'
import type { Family } from '../../operators.ts'
import type { Demanded } from './demand.ts'

/** Lists values for a path, those that the change names before others of the field's type. */
export function candidatesFor(path: Path, change: Demanded, current: unknown): readonly unknown[] {
  const named = [change.to, ...(change.oneOf ?? []), change.atMost, change.atLeast].filter(
    (value) => value !== undefined,
  )
  const limits = [...named, change.below, change.above, ...(change.noneOf ?? []), current]
    .filter((limit) => limit !== undefined)
    .slice(0, mostLimits)
  const beside = limits.flatMap((limit) => [stepFrom(limit, 1), stepFrom(limit, -1)])
  const family = familyOf(path.field) ?? 'any'
  return [
    ...named.slice(0, mostLimits),
    ...beside.filter((value) => value !== undefined),
    ...listsFor(change, current),
    ...(path.field.values ?? samples[family]),
    null,
  ]
}

/** The named values that are looked at; any of a long list will do, and so will what is beside it. */
const mostLimits = 24

/** The next value above or below, as far as one can be named. */
function stepFrom(value: unknown, step: 1 | -1): unknown {
  if (typeof value === 'number') return value + step
  if (isMoneyLike(value)) return { amount: value.amount + step, currency: value.currency }
  if (typeof value !== 'string') return undefined
  return step > 0 ? `${value}x` : value.slice(0, -1)
}

function listsFor(change: Demanded, current: unknown): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(current) ? current : []
  const text = typeof current === 'string' ? current : ''
  const more = [...(change.containing ?? []), ...(change.containingAll ?? [])]
  const less = [...(change.without ?? []), ...(change.lackingOneOf ?? [])]
  const rest = items.filter((item) => !less.some((other) => isSame(item, other)))
  return [[...items, ...more], [...rest, ...more], rest, text + more.join('')]
}

const texts = ['x', '']
const numbers = [0, 1]
const lists = [['x'], []]

const samples: Readonly<Record<Family, readonly unknown[]>> = {
  text: texts,
  number: numbers,
  date: numbers,
  boolean: [true, false],
  money: [{ amount: 0, currency: 'USD' }],
  list: lists,
  point: [],
  shape: [],
  any: [...texts, ...numbers, true, false, ...lists],
}
