/** Writes rules as instructions: all and, or and not become places to go on at. */
import type { Condition, Leaf } from '../check/condition.ts'
import type { Operand } from '../operators.ts'
import type { Op } from '../rule.ts'
import { isPrimitive } from '../evaluate/question.ts'
import { TableMaker, type Tables } from './tables.ts'
import { TreeWriter, type Trees } from './tree-code.ts'

/** The instructions. What an operand points to is said for each. */
export const opcodes = {
  /** A literal's number: the value is this literal, or (0) absent. */
  same: 0,
  /** A number's place, as in the others: the value is a number above it. */
  above: 1,
  atLeast: 2,
  below: 3,
  atMost: 4,
  /** The number of days. */
  within: 5,
  /** A comparison's place: it is made once for all rules. */
  comparison: 6,
} as const

/** An instruction: opcode, slot, operand, and where to go on when it holds and when it fails. */
const instructionLength = 5

/** Where a rule ends. */
export const ends = { holds: -1, fails: -2 } as const

/** The instructions of all rules. */
export interface Code {
  readonly instructions: Int32Array
  /** Where each rule begins; or one of `ends`. */
  readonly entries: Int32Array
}

/** A program, and what explanations need beside it. */
export interface Assembled {
  readonly code: Code
  readonly tables: Tables
  readonly trees: Trees
}

/** Takes rules one after the other. */
export class Assembler {
  readonly #tables = new TableMaker()
  readonly #trees = new TreeWriter(this.#tables)
  readonly #instructions: number[] = []
  readonly #entries: number[] = []

  add(condition: Condition): void {
    this.#trees.add(condition)
    this.#entries.push(this.#write(condition, ends.holds, ends.fails))
  }

  finish(): Assembled {
    const code = {
      instructions: Int32Array.from(this.#instructions),
      entries: Int32Array.from(this.#entries),
    }
    return { code, tables: this.#tables.finish(), trees: this.#trees.finish() }
  }

  // From the end to the start: each part is written to lead to the one behind it.
  #write(condition: Condition, holds: number, fails: number): number {
    switch (condition.kind) {
      case 'leaf':
        return this.#writeLeaf(condition, holds, fails)
      case 'rule':
        return this.#write(condition.body, holds, fails)
      case 'not':
        return this.#write(condition.part, fails, holds)
      case 'and':
        return condition.parts.reduceRight<number>(
          (next, part) => this.#write(part, next, fails),
          holds,
        )
      case 'or':
        return condition.parts.reduceRight<number>(
          (next, part) => this.#write(part, holds, next),
          fails,
        )
    }
  }

  #writeLeaf(leaf: Leaf, holds: number, fails: number): number {
    const slot = this.#tables.slotOf(leaf.path)
    this.#tables.see(leaf)
    const { opcode, operand, isTurned } = this.#question(leaf)
    const [then, otherwise] = leaf.isNegated === isTurned ? [holds, fails] : [fails, holds]
    return this.#instructions.push(opcode, slot, operand, then, otherwise) - instructionLength
  }

  #question(leaf: Leaf): Question {
    const { asked, operand, path } = leaf
    const literal = 'value' in operand && !path.isMany ? operand.value : undefined
    if (asked.op === 'exists' && !path.isMany) {
      return { opcode: opcodes.same, operand: 0, isTurned: true }
    }
    if (asked.op === 'eq' && isIdentity(literal)) {
      return { opcode: opcodes.same, operand: this.#tables.identity(literal), isTurned: false }
    }
    const opcode = numeric.get(asked.op)
    if (opcode !== undefined && typeof literal === 'number') {
      return { opcode, operand: this.#tables.number(literal), isTurned: false }
    }
    return {
      opcode: opcodes.comparison,
      operand: this.#tables.comparison(leaf),
      isTurned: false,
    }
  }
}

interface Question {
  readonly opcode: number
  readonly operand: number
  /** It asks for the opposite. */
  readonly isTurned: boolean
}

function isIdentity(literal: Operand | undefined): boolean {
  return literal === null || isPrimitive(literal)
}

const numeric: ReadonlyMap<Op, number> = new Map([
  ['gt', opcodes.above],
  ['gte', opcodes.atLeast],
  ['lt', opcodes.below],
  ['lte', opcodes.atMost],
  ['withinDays', opcodes.within],
])
