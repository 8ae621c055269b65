/** Texts and values from an attacker: what addresses and digests are made of. */
import { createHash } from 'node:crypto'
import { checksum, slug } from '@plinth/core'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { answersForItself, hostileValue } from '../shapes/values.ts'

/** Makes inputs: names for slugs, values for checksums. */
export function textInput(chance: Chance): Trial {
  return chance.next() < 0.5 ? slugInput(chance) : checksumInput(chance)
}

const words = [
  'Größe',
  'Œuvre',
  'straße',
  'İ',
  '東京',
  'naïve',
  'a',
  'B2',
  '№',
  '💥',
  'Łódź',
  '—',
  "d'or",
]

function slugInput(chance: Chance): Trial {
  const parts = Array.from({ length: chance.between(1, 20) }, () => chance.one(words))
  const text =
    chance.next() < 0.7 ? parts.join(chance.one([' ', '--', '_', '\u2028'])) : hostileText(chance)
  const longest = chance.one([1, 8, 64])
  return asTrial<string>({
    area: 'texts',
    input: text,
    isAcceptable: true,
    codes: [],
    ask: () => slug(text, longest),
    faultOf: (made) => {
      if (!/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/.test(made)) return `the slug is ${made}`
      if (made.length > longest) return `the slug has ${made.length} characters`
      return slug(made, longest) === made ? null : 'a slug is not its own slug'
    },
  })
}

function checksumInput(chance: Chance): Trial {
  const data = checksumData(chance)
  const canonical = canonicalOf(data, 0)
  return asTrial<string>({
    area: 'texts',
    input: data,
    isAcceptable: canonical === undefined ? null : canonical !== null,
    codes: ['internal'],
    ask: () => checksum(data),
    faultOf: (sum) => {
      if (typeof canonical !== 'string') return undefined
      const expected = createHash('sha256').update(canonical).digest('hex')
      return sum === expected ? null : `the checksum is ${sum}, not ${expected}`
    },
  })
}

function checksumData(chance: Chance): unknown {
  const kind = chance.next()
  if (kind < 0.6) return jsonValue(chance, 3)
  return kind < 0.9 ? mutated(chance, jsonValue(chance, 3)) : hostileValue(chance)
}

/** Makes JSON of a few levels. */
function jsonValue(chance: Chance, depth: number): unknown {
  const kind = chance.next()
  if (depth === 0 || kind < 0.4)
    return chance.one([null, true, 0, -1.5, 1e21, 'é', '', '\u2028', '😀'])
  const length = chance.between(0, 4)
  if (kind < 0.6) return Array.from({ length }, () => jsonValue(chance, depth - 1))
  const entries = Array.from({ length }, () => [
    chance.one(['b', 'a', 'ß', 'constructor', '10', '9', '']),
    jsonValue(chance, depth - 1),
  ])
  return Object.fromEntries(entries)
}

/** Canonical JSON (RFC 8785); null for what has none, undefined where the value decides itself. */
type Canonical = string | null | undefined

function canonicalOf(value: unknown, depth: number): Canonical {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return textOf(value)
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : null
  if (typeof value !== 'object') return null
  if (answersForItself(value)) return undefined
  if (depth >= 64) return null
  if (Array.isArray(value)) return canonicalList(value, depth)
  return Object.getPrototypeOf(value) === Object.prototype
    ? canonicalRecord(value, depth)
    : undefined
}

const largest = 100_000

function textOf(text: string): Canonical {
  return text.length < largest && !/\p{Surrogate}/u.test(text) ? JSON.stringify(text) : null
}

function canonicalList(list: readonly unknown[], depth: number): Canonical {
  if (list.length > 1_000 || Object.keys(list).length !== list.length) return undefined
  return joined(
    Array.from(list, (item) => canonicalOf(item, depth + 1)),
    '[]',
  )
}

function canonicalRecord(record: object, depth: number): Canonical {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined)
  if (entries.length > 1_000) return undefined
  const members = entries
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]): Canonical => {
      const [name, text] = [textOf(key), canonicalOf(value, depth + 1)]
      if (name === null || text === null) return null
      return name === undefined || text === undefined ? undefined : `${name}:${text}`
    })
  return joined(members, '{}')
}

function joined(items: readonly Canonical[], brackets: string): Canonical {
  if (items.includes(undefined)) return undefined
  if (items.includes(null)) return null
  return `${brackets[0]}${items.join(',')}${brackets[1]}`
}
