/** A map by name that is never changed: few names are compared one by one, which is faster than hashing. */

/** So many names are compared; with more of them a hash is faster. */
const mostCompared = 16

/** Names with their values, in the order in which they were given. */
export class ShortMap<V> implements ReadonlyMap<string, V> {
  readonly #names: readonly string[]
  readonly #values: readonly V[]
  /** The names again where they are compared; none where they are hashed. */
  readonly #compared: readonly string[]
  readonly #hashed: ReadonlyMap<string, V> | null

  constructor(entries: readonly (readonly [name: string, value: V])[]) {
    this.#names = entries.map(([name]) => name)
    this.#values = entries.map(([, value]) => value)
    const isShort = entries.length <= mostCompared
    this.#compared = isShort ? this.#names : []
    this.#hashed = isShort ? null : new Map(entries)
  }

  get size(): number {
    return this.#names.length
  }

  get(name: string): V | undefined {
    const names = this.#compared
    for (let at = 0; at < names.length; at++) if (names[at] === name) return this.#values[at]
    return this.#hashed?.get(name)
  }

  has(name: string): boolean {
    return this.#names.includes(name)
  }

  forEach(tell: (value: V, name: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [name, value] of this) tell(value, name, this)
  }

  keys(): MapIterator<string> {
    return this.#names.values()
  }

  values(): MapIterator<V> {
    return this.#values.values()
  }

  entries(): MapIterator<[string, V]> {
    return this[Symbol.iterator]()
  }

  *[Symbol.iterator](): MapIterator<[string, V]> {
    for (const [at, value] of this.#values.entries()) yield [this.#names[at] ?? '', value]
  }
}
