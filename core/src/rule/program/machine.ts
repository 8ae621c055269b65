/** Runs a program: reads the facts into slots, and goes from instruction to instruction. */
import type { Timestamp } from '../../primitives/platform.ts'
import type { Path } from '../check/condition.ts'
import { isAbsent } from '../compare-values.ts'
import { type Layout, layoutOf, type Scope, valueAt } from '../evaluate/layout.ts'
import { readPath } from '../evaluate/read-facts.ts'
import { dayLength } from '../operators.ts'
import type { Facts } from '../rule.ts'
import { type Code, ends, opcodes } from './assembler.ts'
import { preparedTest, type Prepared } from './prepared-test.ts'
import type { Tables } from './tables.ts'

/** What is known of a comparison in one run. */
const unknown = 0
const held = 1
const failed = 2

/**
 * A program at work. Between two runs its slots still hold what was read; each run fills them anew. What
 * a slot holds is kept in three forms: as it is, as the number of a literal, as a finite number (else NaN).
 */
export class Machine {
  readonly #code: Code
  readonly #tables: Tables
  readonly #openScope: Layout['open']
  readonly #reads: readonly ((scope: Scope) => unknown)[]
  readonly #tests: readonly Prepared[]
  readonly #values: unknown[]
  readonly #identities: Int32Array
  readonly #numbers: Float64Array
  readonly #memory: Uint8Array
  #nowOf: () => Timestamp = noTime
  #now: Timestamp = Number.NaN

  constructor(code: Code, tables: Tables) {
    const { paths, comparisons } = tables
    const { open, sourceOf } = layoutOf(paths)
    this.#code = code
    this.#tables = tables
    this.#openScope = open
    this.#reads = paths.map((path) => readerOf(path, sourceOf))
    this.#tests = Array.from({ length: comparisons.length / 3 }, (_, at) =>
      preparedTest(tables, at),
    )
    this.#values = paths.map(() => null)
    this.#identities = new Int32Array(paths.length)
    this.#numbers = new Float64Array(paths.length)
    this.#memory = new Uint8Array(this.#tests.length)
  }

  /** Reads the facts. @throws CoreError `rule.fact-missing` */
  open(facts: Facts): void {
    const scope = this.#openScope(facts)
    for (const [slot, read] of this.#reads.entries()) this.#fill(slot, read(scope))
    this.#memory.fill(unknown)
  }

  #fill(slot: number, value: unknown): void {
    const { numberOf } = this.#tables
    this.#values[slot] = value
    this.#identities[slot] = isAbsent(value) ? 0 : (numberOf.get(value) ?? -1)
    this.#numbers[slot] = typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN
  }

  /** Answers for every rule. */
  answers(facts: Facts, nowOf: () => Timestamp): readonly boolean[] {
    this.#begin(facts, nowOf)
    const { entries } = this.#code
    const answers: boolean[] = []
    for (let rule = 0; rule < entries.length; rule++) answers.push(this.#run(entries[rule] ?? 0))
    return answers
  }

  /** Lists the rules that hold. */
  holding(facts: Facts, nowOf: () => Timestamp): readonly number[] {
    this.#begin(facts, nowOf)
    const { entries } = this.#code
    const places: number[] = []
    for (let rule = 0; rule < entries.length; rule++) {
      if (this.#run(entries[rule] ?? 0)) places.push(rule)
    }
    return places
  }

  #begin(facts: Facts, nowOf: () => Timestamp): void {
    this.open(facts)
    this.#nowOf = nowOf
    this.#now = Number.NaN
  }

  #run(entry: number): boolean {
    const { instructions } = this.#code
    const { numbers } = this.#tables
    let at = entry
    while (at >= 0) {
      const slot = instructions[at + 1] ?? 0
      const operand = instructions[at + 2] ?? 0
      let holds: boolean
      switch (instructions[at]) {
        case opcodes.same:
          holds = this.#identities[slot] === operand
          break
        case opcodes.above:
          holds = (this.#numbers[slot] ?? 0) > (numbers[operand] ?? 0)
          break
        case opcodes.atLeast:
          holds = (this.#numbers[slot] ?? 0) >= (numbers[operand] ?? 0)
          break
        case opcodes.below:
          holds = (this.#numbers[slot] ?? 0) < (numbers[operand] ?? 0)
          break
        case opcodes.atMost:
          holds = (this.#numbers[slot] ?? 0) <= (numbers[operand] ?? 0)
          break
        case opcodes.within:
          holds = this.#isWithin(this.#numbers[slot] ?? 0, numbers[operand] ?? 0)
          break
        default:
          holds = this.#compare(operand)
      }
      at = instructions[at + (holds ? 3 : 4)] ?? ends.fails
    }
    return at === ends.holds
  }

  #isWithin(value: number, days: number): boolean {
    const now = this.#time()
    const edge = now - days * dayLength
    return edge <= now ? value >= edge && value <= now : value >= now && value <= edge
  }

  #time(): Timestamp {
    if (Number.isNaN(this.#now)) this.#now = this.#nowOf()
    return this.#now
  }

  #compare(place: number): boolean {
    const known = this.#memory[place]
    if (known !== unknown) return known === held

    const { test, slot, other, literal, isTimed } = this.#tests[place] ?? never
    const expected = other < 0 ? literal : this.#values[other]
    const holds = test(this.#values[slot], expected, isTimed ? this.#time() : 0)
    this.#memory[place] = holds ? held : failed
    return holds
  }
}

const never: Prepared = {
  test: () => false,
  slot: 0,
  other: -1,
  literal: null,
  isTimed: false,
}

function readerOf(path: Path, sourceOf: Layout['sourceOf']): (scope: Scope) => unknown {
  if (path.isMany) return ({ facts }) => readPath(facts, path)

  const source = sourceOf(path)
  return (scope) => valueAt(scope, source)
}

function noTime(): Timestamp {
  return 0
}
