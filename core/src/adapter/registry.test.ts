/** Modules find the adapters that a system was composed with. */
import { memoryFxRates, memoryGeo, FakeClock } from '@plinth/testing'
import { expect, expectTypeOf, test } from 'vitest'
import {
  type AdapterSet,
  type AdapterType,
  adapterRegistry,
  AdapterRegistry,
  type FxRatesAdapter,
  type PaymentAdapter,
} from './index.ts'

const ours = fxRates('ours')
const theirs = fxRates('theirs')

test('an adapter has the type of its capability, and nobody writes it down', () => {
  const registry = new AdapterRegistry()

  expectTypeOf(() => registry.get('payment')).returns.toEqualTypeOf<PaymentAdapter>()
  // @ts-expect-error a map is no payment service
  expectTypeOf(() => registry.register('payment', memoryGeo())).toBeFunction()
  // @ts-expect-error there is no such capability
  expectTypeOf(() => registry.has('paymnt')).toBeFunction()
})

test('of several adapters the first is the active one, and each is found by its name', () => {
  const registry = adapterRegistry({ 'fx-rates': [ours, theirs] })

  expect(registry.get('fx-rates')).toBe(ours)
  expect(registry.get('fx-rates', 'theirs')).toBe(theirs)
  expect(registry.names('fx-rates')).toEqual(['ours', 'theirs'])
  expect(registry.all()).toEqual([ours, theirs])
})

test('the composition says which one is active, and the configuration goes before it', () => {
  const set: AdapterSet = { 'fx-rates': { available: [ours, theirs], active: 'theirs' } }

  expect(adapterRegistry(set).get('fx-rates')).toBe(theirs)
  expect(adapterRegistry(set, { 'fx-rates': 'ours' }).get('fx-rates')).toBe(ours)
})

test('what is missing is said with what there is', () => {
  const registry = adapterRegistry({ 'fx-rates': ours, geo: memoryGeo() })

  expect(registry.has('payment')).toBe(false)
  expect(() => registry.get('payment')).toThrow(
    'the system has no adapter for "payment"; it has adapters for: geo, fx-rates',
  )
  expect(() => registry.get('fx-rates', 'our')).toThrow(
    'there is no adapter "our" for "fx-rates". Did you mean "ours"?',
  )
  expect(() => new AdapterRegistry().get('geo')).toThrow('it has adapters for: none')
})

test('two adapters of one type cannot share a name', () => {
  const registry = adapterRegistry({ 'fx-rates': ours })

  expect(() => registry.register('fx-rates', fxRates('ours'))).toThrow(
    expect.objectContaining({ code: 'adapter.taken' }),
  )
})

test('every mistake of a composition is told at once', () => {
  const set: AdapterSet = { 'fx-rates': [ours, ours], geo: memoryGeo() }

  const compose = () => adapterRegistry(set, { geo: 'memry', payment: 'stripe' })

  expect(compose).toThrow(
    expect.objectContaining({
      code: 'config.invalid',
      facts: {
        mistakes: [
          'adapters.fx-rates: two adapters are called "ours"',
          'adapters.payment.active is "stripe", and there is no such adapter. There is none',
          'adapters.geo.active is "memry", and there is no such adapter. Did you mean "memory"?',
        ],
      },
    }),
  )
})

function fxRates(name: string): FxRatesAdapter {
  return { ...memoryFxRates(new FakeClock()), name }
}

test.each(['paymnt', '__proto__', 'constructor', 'toString'])(
  'there is nothing for %s, which is no type, and the nearest one is named',
  (name) => {
    const registry = adapterRegistry({ 'fx-rates': [ours] })
    const type: AdapterType = JSON.parse(JSON.stringify(name))
    const missing = expect.objectContaining({
      code: 'adapter.missing',
      message: expect.stringContaining(name === 'paymnt' ? '"payment"' : 'payment'),
    })

    expect([registry.has(type), registry.names(type)]).toEqual([false, []])
    expect(() => registry.get(type)).toThrow(missing)
    expect(() => registry.register(type, memoryGeo())).toThrow(missing)
  },
)
