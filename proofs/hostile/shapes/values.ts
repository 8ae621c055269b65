/** Values that no JSON holds, and such as no one expects where they stand. */
import type { Chance } from '../../chance.ts'
import { sing } from '../court/canary.ts'
import { hostileText } from './texts.ts'

/** Takes one of them. Those that answer for themselves, by a getter or a proxy, are in `answersForItself`. */
export function hostileValue(chance: Chance): unknown {
  const kind = chance.next()
  if (kind < 0.35) return hostileText(chance)
  if (kind < 0.6) return chance.one(scalars)
  if (kind < 0.97) return chance.one(objects)()
  return chance.one(large)()
}

/** Tells whether a value decides itself what it shows: what it is cannot be known beforehand. */
export function answersForItself(value: object): boolean {
  return alive.has(value)
}

const alive = new WeakSet<object>()

const scalars: readonly unknown[] = [
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  1.5,
  0,
  -1,
  10n ** 40n,
  0n,
  Symbol('plinth'),
  Symbol.iterator,
  undefined,
  null,
  true,
  false,
  () => sing(),
  Map,
]

/** How deep the deep ones are. */
const depth = 100_000

const objects: readonly (() => unknown)[] = [
  () => ({ valueOf: sing }),
  () => ({ toString: sing }),
  () => ({ toJSON: sing }),
  () => ({ [Symbol.toPrimitive]: sing }),
  () => ({ amount: { valueOf: sing }, currency: { toString: sing } }),
  () => ({ amount: 1, currency: { toString: () => (sing(), 'USD') } }),
  () => living({ a: 1 }, { get: () => raise() }),
  () => living({}, { ownKeys: () => raise() }),
  () => living({}, { getPrototypeOf: () => raise() }),
  () => living([1], { get: () => raise() }),
  () => living({ field: 'a', op: 'eq', value: 1 }, {}),
  () => living([], {}),
  () => withGetter('value', raise),
  () => withGetter('field', raise),
  () => withGetter('key', raise),
  () => withGetter('amount', () => 1),
  revoked,
  circle,
  () => {
    const list: unknown[] = []
    list.push(list)
    return list
  },
  () => sparse(7),
  () => Object.assign(sparse(3), { 0: 1 }),
  () => Object.assign([1], { field: 'a' }),
  () => withPrototype(null),
  () => withPrototype({ field: 'a', op: 'eq', value: 1 }),
  () => parsed('{"__proto__":{"polluted":true}}'),
  () => parsed('{"constructor":{"prototype":{"polluted":true}}}'),
  () => parsed('{"hasOwnProperty":1,"toString":2,"valueOf":3}'),
  () => new Date(0),
  () => new Map([['field', 'a']]),
  () => new Set(['a']),
  () => /a/g,
  () => new Error('hostile'),
  () => boxed(1),
  () => boxed('text'),
  () => new Uint8Array(8),
  () => Promise.resolve(1),
  () => ({}),
  () => [],
  () => [[]],
  () => [null],
]

const large: readonly (() => unknown)[] = [
  () => deepList,
  () => deepRecord('not'),
  () => deepRecord('and'),
  () => longList,
  () => emptyList,
  () => ({ and: longList }),
  () => manyKeys,
]

const deepList = nested((inner) => [inner])
const deepRecords = new Map<string, unknown>()
const longList: readonly unknown[] = Array.from({ length: 1_000_000 }, () => 1)
const emptyList = sparse(4_294_967_295)
const manyKeys = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]))

function deepRecord(key: string): unknown {
  const known =
    deepRecords.get(key) ?? nested((inner) => ({ [key]: key === 'not' ? inner : [inner] }))
  deepRecords.set(key, known)
  return known
}

function nested(around: (inner: unknown) => unknown): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = around(value)
  return value
}

function living(target: object, traps: ProxyHandler<object>): object {
  const proxy = new Proxy(target, traps)
  alive.add(proxy)
  return proxy
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable<object>({}, {})
  revoke()
  alive.add(proxy)
  return proxy
}

function withGetter(key: string, get: () => unknown): object {
  const value = Object.defineProperty({}, key, { get, enumerable: true })
  alive.add(value)
  return value
}

function withPrototype(prototype: object | null): unknown {
  const value: unknown = Object.create(prototype)
  return value
}

function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return value
}

function boxed(scalar: number | string): unknown {
  const value: unknown = Object(scalar)
  return value
}

/** A list that has a length and nothing in it. */
function sparse(length: number): unknown[] {
  const list: unknown[] = []
  list.length = length
  return list
}

function circle(): object {
  const value: { not?: unknown; and?: unknown } = {}
  value.not = value
  return value
}

function raise(): never {
  throw new Error('read by somebody')
}
