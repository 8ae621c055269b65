/** Tells whether a value is within a change, read word by word. */
import { isAbsent, isSame, orderOf } from '../../compare-values.ts'
import { operators } from '../../operators.ts'
import { compilePattern } from '../../pattern/index.ts'
import { amongst } from './amongst.ts'
import type { Demanded } from './demand.ts'

/** Prepares the question whether everything that a change says is true of a value. */
export function meeting(change: Demanded): (value: unknown) => boolean {
  const meanings = Object.entries(change).map(
    ([word, said]) => meaningOf.get(word)?.(said) ?? never,
  )
  return (value) => meanings.every((isMet) => isMet(value))
}

type Meaning = (value: unknown) => boolean

const never: Meaning = () => false

const meaningOf: ReadonlyMap<string, (said: unknown) => Meaning> = new Map([
  ['to', (said) => (value) => isSame(value, said)],
  ['atMost', (said) => (value) => orderOf(value, said) <= 0],
  ['atLeast', (said) => (value) => orderOf(value, said) >= 0],
  ['below', (said) => (value) => orderOf(value, said) < 0],
  ['above', (said) => (value) => orderOf(value, said) > 0],
  ['oneOf', amongst],
  ['noneOf', (said) => not(amongst(said))],
  ['containing', (said) => (value) => containedIn(value, said).every(Boolean)],
  ['without', (said) => (value) => !containedIn(value, said).some(Boolean)],
  ['containingAll', (said) => (value) => asked('containsAll', value, said)],
  ['lackingOneOf', (said) => (value) => !asked('containsAll', value, said)],
  ['matching', matching],
  ['notMatching', (said) => not(matching(said))],
  ['present', (said) => (value) => isAbsent(value) !== said],
  ['empty', (said) => (value) => asked('empty', value, true) === said],
] satisfies [string, (said: unknown) => Meaning][])

function not(meaning: Meaning): Meaning {
  return (value) => !meaning(value)
}

function containedIn(value: unknown, list: unknown): readonly boolean[] {
  return Array.isArray(list) ? list.map((item) => asked('contains', value, item)) : []
}

function matching(source: unknown): Meaning {
  const compiled = typeof source === 'string' ? compilePattern(source) : null
  return (value) => compiled?.ok === true && asked('matches', value, compiled.value)
}

function asked(op: string, value: unknown, operand: unknown): boolean {
  return operators.get(op)?.test(value, operand, 0) ?? false
}
