/** What the instructions of a program point to: paths, literals and costly comparisons, each kept once. */
import { type Operand, type Operator, operators } from '../operators.ts'
import type { Leaf, Path } from '../check/condition.ts'

/** The tables of a finished program. */
export interface Tables {
  /** What is read; a slot is a place in this list. */
  readonly paths: readonly Path[]
  readonly literals: readonly Operand[]
  /** The numbers that are compared in order, and the edges of windows of time. */
  readonly numbers: Float64Array
  /** Literals that `===` compares, numbered from 1; 0 is what is absent. */
  readonly numberOf: ReadonlyMap<unknown, number>
  /** Three a comparison: the operator's place, the slot, and the literal's place or `~slot` of another path. */
  readonly comparisons: Int32Array
  /** Some rule asks for now. */
  readonly isTimed: boolean
}

/** All operators by place. */
export const operatorList: readonly Operator[] = [...operators.values()]

/** Finds the place of an operator. */
export function placeOf(operator: Operator): number {
  return operatorList.indexOf(operator)
}

/** A list in which everything has one place, found again by its key. */
class Index<Item> {
  readonly all: Item[] = []
  readonly #places = new Map<string, number>()

  placeOf(key: string, item: Item): number {
    const place = this.#places.get(key) ?? this.all.push(item) - 1
    this.#places.set(key, place)
    return place
  }
}

/** Collects tables, and finds again what is in them. */
export class TableMaker {
  readonly #paths = new Index<Path>()
  readonly #literals = new Index<Operand>()
  readonly #numbers = new Index<number>()
  readonly #numberOf = new Map<unknown, number>()
  readonly #comparisons = new Index<readonly [number, number, number]>()
  #isTimed = false

  /** A path's slot. */
  slotOf(path: Path): number {
    return this.#paths.placeOf(path.text, path)
  }

  /** A finite number's place. */
  number(value: number): number {
    return this.#numbers.placeOf(String(value), value)
  }

  /** The number of a literal that `===` compares; 0 for null. */
  identity(value: unknown): number {
    if (value === null) return 0
    const known = this.#numberOf.get(value)
    const number = known ?? this.#numberOf.size + 1
    this.#numberOf.set(value, number)
    return number
  }

  /** The place of a comparison that is remembered. */
  comparison(leaf: Leaf): number {
    const row = [placeOf(leaf.asked), this.slotOf(leaf.path), this.operandOf(leaf)] as const
    return this.#comparisons.placeOf(row.join(), row)
  }

  /** The place of a leaf's literal, or `~slot` of the path that it compares with. */
  operandOf({ operand, operator, expr }: Leaf): number {
    if ('path' in operand) return ~this.slotOf(operand.path)
    // Equal data, read in the same way, gives equal literals.
    const data = JSON.stringify(expr.value === undefined ? true : expr.value)
    return this.#literals.placeOf(`${operator.takes} ${data}`, operand.value)
  }

  /** Notes whether a leaf asks for now. */
  see({ asked }: Leaf): void {
    this.#isTimed ||= asked.op === 'withinDays'
  }

  finish(): Tables {
    return {
      paths: this.#paths.all,
      literals: this.#literals.all,
      numbers: Float64Array.from(this.#numbers.all),
      numberOf: this.#numberOf,
      comparisons: Int32Array.from(this.#comparisons.all.flat()),
      isTimed: this.#isTimed,
    }
  }
}
