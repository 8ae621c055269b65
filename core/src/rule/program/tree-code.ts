/** Keeps the trees of rules as numbers, and makes them whole again for whoever asks why. */
import type { Condition, Leaf } from '../check/condition.ts'
import { isArea, isPattern, type Operand, operators } from '../operators.ts'
import type { LeafRule, RuleExpr, RuleValue } from '../rule.ts'
import { operatorList, placeOf, type TableMaker, type Tables } from './tables.ts'

/** The trees of all rules: each part before what is in it. */
export interface Trees {
  readonly numbers: Int32Array
  /** Where each rule begins. */
  readonly entries: Int32Array
  readonly names: readonly string[]
}

/** The parts, and the numbers behind each. */
const kinds = {
  /** Operator, slot, and the literal's place or `~slot`. */
  leaf: 0,
  /** How many parts follow. */
  and: 1,
  or: 2,
  /** Nothing. */
  not: 3,
  /** The name's place. */
  rule: 4,
} as const

/** Writes trees one after the other. */
export class TreeWriter {
  readonly #tables: TableMaker
  readonly #numbers: number[] = []
  readonly #entries: number[] = []
  readonly #names = new Map<string, number>()

  constructor(tables: TableMaker) {
    this.#tables = tables
  }

  add(condition: Condition): void {
    this.#entries.push(this.#numbers.length)
    this.#write(condition)
  }

  finish(): Trees {
    return {
      numbers: Int32Array.from(this.#numbers),
      entries: Int32Array.from(this.#entries),
      names: [...this.#names.keys()],
    }
  }

  #write(condition: Condition): void {
    switch (condition.kind) {
      case 'leaf':
        this.#writeLeaf(condition)
        break
      case 'not':
        this.#numbers.push(kinds.not)
        this.#write(condition.part)
        break
      case 'rule':
        this.#numbers.push(kinds.rule, this.#placeOfName(condition.rule))
        this.#write(condition.body)
        break
      case 'and':
      case 'or':
        this.#numbers.push(kinds[condition.kind], condition.parts.length)
        for (const part of condition.parts) this.#write(part)
    }
  }

  #writeLeaf(leaf: Leaf): void {
    const slot = this.#tables.slotOf(leaf.path)
    this.#numbers.push(kinds.leaf, placeOf(leaf.operator), slot, this.#tables.operandOf(leaf))
  }

  #placeOfName(name: string): number {
    const place = this.#names.get(name) ?? this.#names.size
    this.#names.set(name, place)
    return place
  }
}

/** Makes the tree of the rule at a place whole again. @throws RangeError when there is none */
export function treeAt(trees: Trees, place: number, tables: Tables): Condition {
  const entry = trees.entries[place]
  if (entry !== undefined) return partFrom({ trees, tables, next: entry })

  const places = trees.entries.length === 0 ? 'none' : `0 to ${trees.entries.length - 1}`
  throw new RangeError(`there is no rule at place ${place}; there are: ${places}`)
}

interface Reading {
  readonly trees: Trees
  readonly tables: Tables
  next: number
}

function take(reading: Reading): number {
  return reading.trees.numbers[reading.next++] ?? 0
}

function partFrom(reading: Reading): Condition {
  const kind = take(reading)
  if (kind === kinds.leaf) return leafFrom(reading)
  if (kind === kinds.not) {
    const part = partFrom(reading)
    return { kind: 'not', part, expr: { not: part.expr } }
  }
  if (kind === kinds.rule) {
    const rule = reading.trees.names[take(reading)] ?? ''
    const body = partFrom(reading)
    return { kind: 'rule', rule, body, expr: { ref: rule } }
  }
  const parts = Array.from({ length: take(reading) }, () => partFrom(reading))
  const exprs = parts.map(({ expr }) => expr)
  const expr: RuleExpr = kind === kinds.and ? { and: exprs } : { or: exprs }
  return { kind: kind === kinds.and ? 'and' : 'or', parts, expr }
}

function leafFrom(reading: Reading): Leaf {
  const { paths, literals } = reading.tables
  const [operator, path] = [operatorList[take(reading)], paths[take(reading)]]
  const place = take(reading)
  const other = place < 0 ? paths[~place] : undefined
  if (!operator || !path) throw new RangeError('the tree of a rule is broken')

  const literal = literals[place] ?? null
  const value: RuleValue = other ? { ref: other.text } : writtenAs(literal)
  const expr: LeafRule = { field: path.text, op: operator.op, value }
  const asked = operators.get(operator.opposes ?? operator.op) ?? operator
  const isNegated = operator.opposes !== null || (literal === false && operator.takes === 'flag')
  const operand = other ? { path: other } : { value: literal }
  return { kind: 'leaf', expr, path, operator, asked, isNegated, operand }
}

// A pattern was written as its source, an area as its polygon.
function writtenAs(literal: Operand): RuleValue {
  if (isArea(literal)) return literal.polygon
  return isPattern(literal) ? literal.source : literal
}
