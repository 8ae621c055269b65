/** Tells whether a value is within a change, read word by word. */
import { isAbsent, isSame, orderOf } from '../compare-values.ts'
import { operators } from '../operators.ts'
import { compilePattern } from '../pattern/index.ts'
import type { Demanded } from './demand.ts'

/** Tells whether everything that a change says is true of a value. */
export function meets(change: Demanded, value: unknown): boolean {
  return Object.entries(change).every(([word, said]) => meanings.get(word)?.(value, said) ?? false)
}

type Meaning = (value: unknown, said: unknown) => boolean

const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['to', isSame],
  ['atMost', (value, said) => orderOf(value, said) <= 0],
  ['atLeast', (value, said) => orderOf(value, said) >= 0],
  ['below', (value, said) => orderOf(value, said) < 0],
  ['above', (value, said) => orderOf(value, said) > 0],
  ['oneOf', isAmong],
  ['noneOf', (value, said) => !isAmong(value, said)],
  ['containing', (value, said) => containedIn(value, said).every(Boolean)],
  ['without', (value, said) => !containedIn(value, said).some(Boolean)],
  ['containingAll', (value, said) => asked('containsAll', value, said)],
  ['lackingOneOf', (value, said) => !asked('containsAll', value, said)],
  ['matching', matches],
  ['notMatching', (value, said) => !matches(value, said)],
  ['present', (value, said) => isAbsent(value) !== said],
  ['empty', (value, said) => asked('empty', value, true) === said],
] satisfies [string, Meaning][])

function isAmong(value: unknown, list: unknown): boolean {
  return asked('in', value, list)
}

function containedIn(value: unknown, list: unknown): readonly boolean[] {
  return Array.isArray(list) ? list.map((item) => asked('contains', value, item)) : []
}

function matches(value: unknown, source: unknown): boolean {
  const compiled = typeof source === 'string' ? compilePattern(source) : null
  return compiled?.ok === true && asked('matches', value, compiled.value)
}

function asked(op: string, value: unknown, operand: unknown): boolean {
  return operators.get(op)?.test(value, operand, 0) ?? false
}
