/** Keeps items under keys, each of which knows its slot: putting and taking cost the same, however many there are. */

/** What can be shelved. */
export interface Shelved {
  /** Its slot under its key. The shelf alone writes it. */
  slot: number
}

/** Items under keys, in no order. */
export class Shelf<T extends Shelved> {
  readonly #lists = new Map<string, T[]>()
  /** How many of the lists are empty. */
  #empty = 0

  put(key: string, item: T): void {
    const list = this.#lists.get(key)
    item.slot = list?.length ?? 0
    if (list?.length === 0) this.#empty -= 1
    if (list) list.push(item)
    else this.#lists.set(key, [item])
  }

  /** Takes an item from where it was put. The last one moves into its slot. */
  take(key: string, item: T): void {
    const list = this.#lists.get(key)
    if (list?.[item.slot] !== item) return

    const last = list.pop()
    if (last && last !== item) {
      last.slot = item.slot
      list[item.slot] = last
    }
    if (list.length > 0) return

    this.#empty += 1
    if (this.#empty * 2 > this.#lists.size) this.#sweep()
  }

  /** Lists what is under the key. */
  get(key: string): readonly T[] {
    return this.#lists.get(key) ?? []
  }

  // A large map in which one key comes and goes becomes slow: its empty list stays until many are.
  #sweep(): void {
    for (const [key, list] of this.#lists) if (list.length === 0) this.#lists.delete(key)
    this.#empty = 0
  }
}
