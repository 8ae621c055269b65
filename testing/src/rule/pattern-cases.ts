/** Patterns and subjects without end: to hold `matches` against RegExp, and to look for what makes it slow. */
import type { Random } from '@plinth/core'
import { seededRandom } from '../seeded-random.ts'

/** A pattern, and texts to try it on. */
export interface PatternCase {
  readonly source: string
  readonly subjects: readonly string[]
}

/** Makes cases of short patterns with 8 subjects each, most of which are accepted. The same for a seed. */
export function patternCases(count: number, seed = 1): readonly PatternCase[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => ({
    source: choiceOf(random, 2),
    subjects: Array.from({ length: 8 }, () => textOf(random, 7)),
  }))
}

/** Makes patterns that were built to be slow, and long subjects that lead them astray. The same for a seed. */
export function hostilePatternCases(count: number, seed = 1): readonly PatternCase[] {
  const random = seededRandom(seed)
  const made = Array.from({ length: count }, () => {
    return `${repeatedChoice(random, 3)}${pick(random, ['', 'c', '$', 'd{3}'])}`
  })
  return [...knownToBeSlow, ...made].map((source) => ({ source, subjects: longSubjects }))
}

const knownToBeSlow = [
  'a[ab]{12}c',
  'a[ab]{200}c',
  '(?:a[ab]{0,80}){0,3}c',
  '(?:[ab]*a[ab]{7}){1,8}c',
  '(?:a?){120}a{120}',
  '(?:.*a.{15}){8}$',
  '(?:[ab]{0,120}){2}c',
  '[\\s\\S]*a[\\s\\S]{250}',
  '(?:(?:a|b)?(?:a|c)?(?:b|c)?){40}d',
  '(?:a*b*){64}c',
  '^(?:a+)+$',
  '^(?:a|a)*$',
  '(?:\\w?\\d?\\s?){80}z',
  `${'(?:'.repeat(90)}a${')*'.repeat(90)}b`,
]

const longest = 1_024
const longSubjects: readonly string[] = ['ab', 'aab', 'abc', 'a', 'a1 ', '😀a', 'éaя'].map(
  (letters, index) => {
    const random = seededRandom(index + 1)
    return Array.from({ length: longest }, () => pick(random, [...letters])).join('')
  },
)

const letters = ['a', 'b', 'c', '-', '0', '_', ' ', 'é', '\u2028', '\n', '😀']
const characters = [
  'a',
  'b',
  'c',
  '0',
  '_',
  'é',
  '-',
  '.',
  '^',
  '$',
  '😀',
  '\\u{1f600}',
  '\\x61',
  '\\.',
  '\\n',
  '\\u2028',
]
const classes = ['\\d', '\\D', '\\w', '\\W', '\\s', '\\S']
const members = ['a-c', 'b', '0-9', '\\d', '\\w', '\\s', '\\W', '_', 'é', '😀', '\\-', '\\n']
const times = ['', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,3}', '{2,}', '{0}', '*?']
const manyTimes = ['', '', '*', '+', '?', '{0,9}', '{2,30}', '{0,100}', '{12}', '{60}']

function choiceOf(random: Random, depth: number): string {
  const parts = some(random, 2, () => some(random, 3, () => partOf(random, depth)).join(''))
  return parts.join('|')
}

function partOf(random: Random, depth: number): string {
  const kind = random.next()
  if (depth > 0 && kind < 0.25) {
    const open = pick(random, ['(?:', '('])
    return `${open}${choiceOf(random, depth - 1)})${pick(random, times)}`
  }
  if (kind < 0.45) return pick(random, classes) + pick(random, times)
  if (kind < 0.6) {
    const not = pick(random, ['', '^'])
    return `[${not}${some(random, 3, () => pick(random, members)).join('')}]${pick(random, times)}`
  }
  const character = pick(random, characters)
  return /^[\^$]/.test(character) ? character : character + pick(random, times)
}

function repeatedChoice(random: Random, depth: number): string {
  return some(random, 4, () => {
    const isGroup = depth > 0 && random.next() < 0.5
    const one = isGroup ? groupOf(random, depth - 1) : pick(random, simpleOnes)
    return one + pick(random, manyTimes)
  }).join('')
}

const simpleOnes = ['a', 'b', '[ab]', '.', '\\w', '[^c]', 'é', '😀']

function groupOf(random: Random, depth: number): string {
  const one = repeatedChoice(random, depth)
  return random.next() < 0.3 ? `(?:${one}|${repeatedChoice(random, depth)})` : `(?:${one})`
}

function textOf(random: Random, most: number): string {
  return some(random, most, () => pick(random, letters))
    .slice(1)
    .join('')
}

/** Makes one thing at least, and so many at most. */
function some<Item>(random: Random, most: number, make: () => Item): readonly Item[] {
  return Array.from({ length: 1 + Math.floor(random.next() * most) }, make)
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)]
  if (item === undefined) throw new RangeError('there is nothing to pick from')
  return item
}
