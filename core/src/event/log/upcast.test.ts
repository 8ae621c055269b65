/** Stored events become what is declared now, step by step, whatever version they are in. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createValidator, field, keyed } from '../../schema/index.ts'
import { defineEvent, type EventDefinition } from '../define-event.ts'
import { orderEvent } from '../order-event.fixture.ts'
import { type EventVersion, upcastEvent, upcastProblems } from './upcast.ts'

// Version 1: a price in whole dollars. Version 2: in cents. Version 3: money, and a channel.
const fieldsOfVersion3 = {
  total: field.money(),
  channel: field.string({ default: 'shop' }),
  note: field.string({ optional: true }),
}
const upcast = {
  1: ({ price, ...rest }: Readonly<Record<string, unknown>>) => ({
    ...rest,
    cents: Number(price) * 100,
  }),
  2: ({ cents, ...rest }: Readonly<Record<string, unknown>>) => ({
    ...rest,
    total: { amount: cents, currency: 'USD' },
  }),
}
const placed = defineEvent('sales.order.placed', fieldsOfVersion3, { version: 3, upcast })

test('an event of an older version is read as if it had been written today', () => {
  const old = event(1, { price: 124, note: null })

  const read = upcastEvent(old, versionOf(placed))

  expect(read).toEqual(
    event(3, { total: { amount: 12_400, currency: 'USD' }, channel: 'shop', note: null }),
  )
  expect(old).toEqual(event(1, { price: 124, note: null }))
})

test('an event of the declared version is read as it is', () => {
  const today = event(3, { total: { amount: 1, currency: 'USD' } })

  expect(upcastEvent(today, versionOf(placed))).toBe(today)
})

test('an event that was erased is read as it is: its upcasters would find nothing', () => {
  const erased = event(1, { $erased: true })

  expect(upcastEvent(erased, versionOf(placed))).toBe(erased)
})

test('steps compose: whatever chain of versions lies between, reading ends at what a fold over it says', () => {
  fc.assert(
    fc.property(chains, payloads, fc.nat(9), fc.nat(9), (chain, payload, first, second) => {
      const last = chain.length + 1
      const [from, between] = [1 + (first % last), 1 + (second % last)].toSorted((a, b) => a - b)
      if (from === undefined || between === undefined) return
      const declared = { version: last, upcast: stepsOf(chain), complete: completed }
      const complete = between === last ? completed : asItIs
      const earlier = { version: between, upcast: stepsOf(chain), complete }

      const read = upcastEvent(event(from, payload), declared)
      const inTwoParts = upcastEvent(upcastEvent(event(from, payload), earlier), declared)

      const folded = chain.slice(from - 1).reduce(changed, payload)
      expect(read).toEqual(event(last, from === last ? payload : completed(folded)))
      expect(inTwoParts).toEqual(read)
    }),
    { numRuns: 1_000 },
  )
})

const keys = fc.constantFrom('a', 'b', 'c', 'd')
const payloads = fc.dictionary(keys, fc.integer({ min: 0, max: 9 }))

/** What a version has changed: a field has another name, is new, is gone, or counts in another unit. */
type Change =
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'default'; readonly key: string; readonly value: number }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'scale'; readonly key: string; readonly by: number }

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('rename'), from: keys, to: keys }),
  fc.record({ kind: fc.constant('default'), key: keys, value: fc.nat(9) }),
  fc.record({ kind: fc.constant('remove'), key: keys }),
  fc.record({ kind: fc.constant('scale'), key: keys, by: fc.integer({ min: 2, max: 5 }) }),
)
const chains = fc.array(changes, { minLength: 1, maxLength: 8 })

type Values = Readonly<Record<string, unknown>>

/** The upcasters as a module writes them. */
function stepsOf(chain: readonly Change[]): EventVersion['upcast'] {
  return Object.fromEntries(chain.map((change, at) => [at + 1, stepOf(change)]))
}

function stepOf(change: Change): (payload: Values) => Values {
  switch (change.kind) {
    case 'rename':
      return ({ [change.from]: value, ...rest }) =>
        value === undefined ? rest : { ...rest, [change.to]: value }
    case 'default':
      return (payload) => ({ [change.key]: change.value, ...payload })
    case 'remove':
      return (payload) =>
        Object.fromEntries(Object.entries(payload).filter(([key]) => key !== change.key))
    case 'scale':
      return (payload) =>
        change.key in payload
          ? { ...payload, [change.key]: Number(payload[change.key]) * change.by }
          : payload
  }
}

/** The same change by its definition: field by field, on a list of entries. */
function changed(payload: Values, change: Change): Values {
  const entries = new Map(Object.entries(payload))
  if (change.kind === 'rename') {
    const value = entries.get(change.from)
    entries.delete(change.from)
    if (value !== undefined) entries.set(change.to, value)
  }
  if (change.kind === 'default' && !entries.has(change.key)) entries.set(change.key, change.value)
  if (change.kind === 'remove') entries.delete(change.key)
  if (change.kind === 'scale' && entries.has(change.key)) {
    entries.set(change.key, Number(entries.get(change.key)) * change.by)
  }
  return Object.fromEntries(entries)
}

function completed(payload: Values): Values {
  return { z: 0, ...payload }
}

test('a step that fails names the event, its version, and itself', () => {
  const error = new RangeError('no price')
  const broken = {
    ...versionOf(placed),
    upcast: {
      ...upcast,
      2: () => {
        throw error
      },
    },
  }

  expect(() => upcastEvent(event(1, { price: 1 }), broken)).toThrow(
    expect.objectContaining({
      code: 'event.upcast-failed',
      message:
        'event evt_1 (sales.order.placed) of version 1 cannot be read: its step from 2 to 3 failed: no price',
      facts: { event: 'evt_1', type: 'sales.order.placed', version: 1, step: 2 },
      cause: error,
    }),
  )
})

test.each([null, 'text', 7, [1]])('a step that gives %j gives no payload', (nothing) => {
  const broken = { ...versionOf(placed), upcast: { ...upcast, 1: () => nothing } }

  expect(() => upcastEvent(event(1, { price: 1 }), broken)).toThrow(/step from 1 to 2 failed/)
})

test('an event of a later version than the declared one is not guessed at', () => {
  expect(() => upcastEvent(event(4, {}), versionOf(placed))).toThrow(
    'event evt_1 (sales.order.placed) is of version 4; this system knows it up to version 3',
  )
})

test('each version before the present needs its step, and no other has one', () => {
  const step = () => ({})

  expect(upcastProblems({ version: 1, upcast: {} })).toEqual([])
  expect(upcastProblems({ version: 3, upcast: { 1: step, 2: step } })).toEqual([])
  expect(upcastProblems({ version: 3, upcast: { 2: step, 3: step } })).toEqual([
    'version 3 has no upcast from 1 to 2',
    'the upcast from 3 leads nowhere: the version is 3',
  ])
  expect(upcastProblems({ version: 0, upcast: {} })).toEqual([
    'version 0 must be a whole number from 1 to 1000',
  ])
})

function versionOf({
  version,
  upcast: steps,
}: EventDefinition<typeof fieldsOfVersion3>): EventVersion {
  const validator = createValidator(keyed(fieldsOfVersion3), { trusted: true })
  return { version, upcast: steps, complete: (payload) => validator.complete(payload) }
}

function asItIs<Payload>(payload: Payload): Payload {
  return payload
}

const event = (schemaVersion: number, payload: unknown) => orderEvent({ schemaVersion, payload })
