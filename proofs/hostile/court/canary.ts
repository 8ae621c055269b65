/** Notices when something of an input is executed, or when what all objects inherit has changed. */

const word = 'plinthCanary'

/** A piece of code that an input may carry: it sings when anything runs it. */
export const song = `${word}()`

let songs = 0

/** Counts a run; what is not text calls it: `valueOf`, `toString`, `toJSON`. */
export function sing(): number {
  songs += 1
  return songs
}

/** How often something of an input has been executed. */
export function songsSoFar(): number {
  return songs
}

/** Puts the canary where code made from text would find it. */
export function hangCanary(): void {
  Object.defineProperty(globalThis, word, { value: sing, configurable: true })
}

/** Takes it down. */
export function takeCanaryDown(): void {
  Reflect.deleteProperty(globalThis, word)
}

/** Writes down what every object inherits, and what every program sees. */
export function inheritance(): string {
  const prototypes = inherited.map((value) =>
    Reflect.ownKeys(value).map((key) => `${String(key)} ${shape(value, key)}`),
  )
  return JSON.stringify([prototypes, Reflect.ownKeys(globalThis).map(String)])
}

const inherited: readonly object[] = [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Map,
  Set,
  Date,
  RegExp,
  Error,
  Promise,
].flatMap((constructor): object[] => [constructor, constructor.prototype])

// Functions are told apart by a number that each gets when it is first seen.
const numbers = new WeakMap<object, number>()
let seen = 0

function shape(owner: object, key: PropertyKey): string {
  const parts = Object.entries(Object.getOwnPropertyDescriptor(owner, key) ?? {})
  return JSON.stringify(parts.map(([name, part]: [string, unknown]) => [name, known(part)]))
}

function known(value: unknown): string {
  if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) {
    return String(value)
  }
  const number = numbers.get(value) ?? ++seen
  numbers.set(value, number)
  return `#${number}`
}
