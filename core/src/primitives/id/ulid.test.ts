/** Ids are ULIDs that only go up. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDGenerator } from './id-generator.ts'
import { isIdPrefix, isUlid, timestampOfUlid } from './ulid.ts'

const latest = 2 ** 48 - 1

function clockAt(...times: number[]): { now(): number } {
  let last = 0
  return { now: () => (last = times.shift() ?? last) }
}

const noChance = { fill: (bytes: Uint8Array) => void bytes.fill(0) }
const allChance = { fill: (bytes: Uint8Array) => void bytes.fill(255) }
const realChance = { fill: (bytes: Uint8Array) => void crypto.getRandomValues(bytes) }

/** The words that the first id is drawn from: its end with the low bits of both others, then they. */
function chanceOf(...words: number[]): { fill(bytes: Uint8Array): void } {
  return {
    fill: (bytes) => {
      new Uint32Array(bytes.buffer).set(words)
    },
  }
}

test('an id is the time in ten characters and chance in sixteen, behind its prefix', () => {
  const ids = new IDGenerator(clockAt(1_469_918_176_385), noChance)

  const id = ids.generateFor('ord_')

  expect(id).toBe('ord_01ARYZ6S410000000000000000')
})

test('ids of one millisecond count up by one', () => {
  const ids = new IDGenerator(clockAt(1_469_918_176_385), noChance)

  const made = [ids.generate(), ids.generate(), ids.generate()]

  expect(made.map((id) => id.slice(-4))).toEqual(['0000', '0001', '0002'])
})

test('when the clock jumps back, ids go on from the last time', () => {
  const ids = new IDGenerator(clockAt(5_000, 1_000, 5_001), realChance)

  const made = [ids.generate(), ids.generate(), ids.generate()]

  expect(made.map(timestampOfUlid)).toEqual([5_000, 5_000, 5_001])
  expect(made.toSorted()).toEqual(made)
})

test('a full end carries into the bits before it', () => {
  const ids = new IDGenerator(clockAt(0), chanceOf(1023, 0, 0))

  const made = [ids.generate(), ids.generate()]

  expect(made).toEqual(['000000000000000000000000ZZ', '00000000000000000000000100'])
})

test('a carry runs on through the middle bits', () => {
  const ids = new IDGenerator(clockAt(0), chanceOf(2 ** 29 - 1, 0, 2 ** 32 - 1))

  const made = [ids.generate(), ids.generate()]

  expect(made).toEqual(['00000000000000000ZZZZZZZZZ', '00000000000000001000000000'])
})

test('when the chance of a millisecond is used up, the next id is refused until the clock moves on', () => {
  const ids = new IDGenerator(clockAt(1, 1, 1, 2), allChance)

  expect(ids.generate()).toBe('0000000001ZZZZZZZZZZZZZZZZ')
  expect(() => ids.generate()).toThrow('no ULID is left in millisecond 1')
  expect(() => ids.generate()).toThrow('no ULID is left in millisecond 1')
  expect(ids.generate()).toBe('0000000002ZZZZZZZZZZZZZZZZ')
})

test.each([-1, 0.5, Number.NaN, latest + 1])('a clock that shows %d is refused', (now) => {
  const ids = new IDGenerator(clockAt(now), noChance)

  expect(() => ids.generate()).toThrow(`the clock shows ${now}; a ULID holds whole milliseconds`)
})

test('law: whatever the clock does, ids are well formed, unique, and sorted as they were made', () => {
  const times = fc.array(fc.integer({ min: 0, max: latest }), { minLength: 1, maxLength: 200 })

  fc.assert(
    fc.property(times, (shown) => {
      const ids = new IDGenerator(clockAt(...shown), realChance)

      const made = shown.map(() => ids.generateFor('ord_'))

      expect(made.every((id) => isUlid(id, 'ord_'))).toBe(true)
      expect(new Set(made).size).toBe(made.length)
      expect(made.toSorted()).toEqual(made)
    }),
  )
})

test('law: an id gives back the time it was made at', () => {
  const prefixes = fc.constantFrom('', 'o_', 'ord_', 'a234567890123456_')

  fc.assert(
    fc.property(fc.integer({ min: 0, max: latest }), prefixes, (time, prefix) => {
      const id = new IDGenerator(clockAt(time), realChance).generateFor(prefix)

      expect(timestampOfUlid(id)).toBe(time)
    }),
  )
})

test('a hundred thousand ids in a row are unique and in order', () => {
  const ids = new IDGenerator(Date, realChance)

  const made = Array.from({ length: 100_000 }, () => ids.generate())

  expect(new Set(made).size).toBe(made.length)
  expect(made.every((id, index) => index === 0 || id > (made[index - 1] ?? ''))).toBe(true)
})

test('a random id has the time of the clock, and nothing of the id before it', () => {
  const ids = new IDGenerator(clockAt(5_000, 1_000, 1_000), realChance)

  const made = [ids.generateRandom('key_'), ids.generateRandom('key_'), ids.generateRandom('key_')]

  expect(made.every((id) => isUlid(id, 'key_'))).toBe(true)
  expect(made.map(timestampOfUlid)).toEqual([5_000, 1_000, 1_000])
  expect(made[1]?.slice(-15)).not.toBe(made[2]?.slice(-15))
})

test('each digit of a random id takes each value about equally often', () => {
  const ids = new IDGenerator(Date, realChance)
  const counts = Array.from({ length: 16 }, () => new Map<string, number>())

  for (let made = 0; made < 32_000; made++) {
    const digits = ids.generateRandom().slice(10)
    for (const [place, digit] of [...digits].entries()) {
      counts[place]?.set(digit, (counts[place].get(digit) ?? 0) + 1)
    }
  }

  const all = counts.flatMap((places) => [...places.values()])
  expect(all).toHaveLength(16 * 32)
  expect(Math.min(...all)).toBeGreaterThan(750)
  expect(Math.max(...all)).toBeLessThan(1_300)
})

test('a clock that shows no time makes no random id either', () => {
  expect(() => new IDGenerator(clockAt(-1), noChance).generateRandom()).toThrow(
    'the clock shows -1',
  )
})

test.each([
  ['01ARZ3NDEKTSV4RRFFQ69G5FAV', 'bare'],
  ['ord_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'behind a prefix'],
  ['7ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'the last there is'],
])('%s is a ULID: %s', (text) => {
  expect(isUlid(text)).toBe(true)
})

test.each([
  ['', 'nothing'],
  ['ord_', 'a prefix alone'],
  ['8ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'a time beyond 48 bits'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FA', 'a character short'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAVV', 'a character long'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAU', 'U is not in the alphabet'],
  ['01arz3ndektsv4rrffq69g5fav', 'small letters'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAV\n', 'a line end'],
  ['ORD_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'a prefix in capitals'],
  ['_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'a prefix without a letter'],
])('%j is no ULID: %s', (text) => {
  expect(isUlid(text)).toBe(false)
})

test('an id belongs to its own prefix alone', () => {
  const id = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'

  expect(isUlid(id, 'ord_')).toBe(true)
  expect(isUlid(id, 'cus_')).toBe(false)
  expect(isUlid(id, '')).toBe(false)
  expect(isUlid(id, 'or')).toBe(false)
})

test.each(['o_', 'ord_', 'a234567890123456_'])('%s may stand before ids', (prefix) => {
  expect(isIdPrefix(prefix)).toBe(true)
})

test.each(['', '_', 'ord', 'Ord_', '1ord_', 'or_d_', 'a2345678901234567_', 'ord_\n'])(
  '%j may not stand before ids',
  (prefix) => {
    expect(isIdPrefix(prefix)).toBe(false)
  },
)

test('the time of what is no ULID is refused by name', () => {
  expect(() => timestampOfUlid('order-7')).toThrow('"order-7" is not a ULID')
})

test('a prefix and its id are kept apart, whoever writes the underscore', () => {
  const ids = new IDGenerator({ now: () => 1_700_000_000_000 }, { fill: () => {} })

  const made = [ids.generateFor('ord'), ids.generateFor('ord_'), ids.generateRandom('ord')]

  for (const id of made) {
    expect(id).toMatch(/^ord_[0-9A-Z]{26}$/)
    expect(ids.isValid(id)).toBe(true)
  }
})

test.each([undefined, null, 5, {}, ['01ARZ3NDEKTSV4RRFFQ69G5FAV']])(
  '%j is no id, and nothing breaks on it',
  (value) => {
    const ids = new IDGenerator({ now: () => 0 }, { fill: () => {} })
    const id: string = JSON.parse(JSON.stringify(value ?? null))

    expect(ids.isValid(id)).toBe(false)
    expect(() => ids.extractTimestamp(id)).toThrow(expect.objectContaining({ code: 'id.invalid' }))
  },
)
