/**
 * Finds what was put under patterns by the event types that they fit.
 *
 * Most patterns have no star, or one at an end: those are looked up, once for each dot of a type. The
 * rest are tried one by one.
 */
import { matchesPattern } from '../pattern/pattern.ts'
import { Shelf, type Shelved } from './shelf.ts'

/** What stands in the index. Those of a higher priority come first; of one priority, those put first. */
export interface Indexed extends Shelved {
  readonly pattern: string
  readonly priority: number
  /** Higher than that of everything put before. */
  readonly order: number
}

/** Items under patterns of event types. */
export class PatternIndex<T extends Indexed> {
  readonly #exact = new Shelf<T>()
  /** `sales.` → what hears `sales.*`. */
  readonly #prefix = new Shelf<T>()
  /** `.created` → what hears `*.created`. */
  readonly #suffix = new Shelf<T>()
  /** What hears everything stands under `*`, and what has its stars elsewhere under nothing. */
  readonly #rest = new Shelf<T>()

  put(item: T): void {
    const { shelf, key } = this.#placeOf(item.pattern)
    shelf.put(key, item)
  }

  /** Takes an item out. Does nothing when it is not there. */
  take(item: T): void {
    const { shelf, key } = this.#placeOf(item.pattern)
    shelf.take(key, item)
  }

  /** Lists what fits the type, in its order. */
  matching(type: string): readonly T[] {
    const fits = ({ pattern }: T) => matchesPattern(pattern, type)
    const lists = [this.#exact.get(type), this.#rest.get('*'), this.#rest.get('').filter(fits)]
    for (let dot = type.indexOf('.'); dot >= 0; dot = type.indexOf('.', dot + 1)) {
      lists.push(this.#prefix.get(type.slice(0, dot + 1)), this.#suffix.get(type.slice(dot)))
    }
    return lists
      .flat()
      .toSorted((one, other) => other.priority - one.priority || one.order - other.order)
  }

  #placeOf(pattern: string): { readonly shelf: Shelf<T>; readonly key: string } {
    const star = pattern.indexOf('*')
    if (star < 0) return { shelf: this.#exact, key: pattern }
    if (pattern === '*') return { shelf: this.#rest, key: '*' }
    if (star === pattern.length - 1) return { shelf: this.#prefix, key: pattern.slice(0, -1) }
    if (star === 0 && !pattern.includes('*', 1)) {
      return { shelf: this.#suffix, key: pattern.slice(1) }
    }
    return { shelf: this.#rest, key: '' }
  }
}
