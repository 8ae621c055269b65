/** Turns a pattern's tree into a machine with many states at once (Thompson's construction). */
import type { CharacterSet } from '../parse/character-set.ts'
import { PatternRefusedError } from '../parse/pattern-refusal.ts'
import type { PatternNode, RepeatNode } from '../parse/syntax-tree.ts'

/** The most characters that a pattern may take, with every repetition written out. */
const mostCharacters = 256

/** The most states, those included that take no character: `(?:^){200}` has many. */
const mostStates = 2048

/** A state. It leads on when it takes a character, or stands at the place that it asks for, or at once. */
export interface NfaState {
  readonly takes: CharacterSet | null
  readonly asks: 'start' | 'end' | null
  /** The states that follow; filled in later where a loop leads back. */
  readonly to: number[]
}

/** All states. The one with the number 0 is the goal. */
export interface Nfa {
  readonly states: readonly NfaState[]
  readonly first: number
}

/** Builds the machine. @throws PatternRefusedError when the pattern is too large. */
export function buildNfa(tree: PatternNode): Nfa {
  const plan: Plan = { states: [], characters: 0 }
  add(plan, {})
  return { first: build(plan, tree, 0), states: plan.states }
}

interface Plan {
  readonly states: NfaState[]
  characters: number
}

// From the end to the start: each part is built to lead to the one behind it.
function build(plan: Plan, node: PatternNode, next: number): number {
  switch (node.kind) {
    case 'character':
      return add(plan, { takes: node.of, to: [next] })
    case 'sequence':
      return node.parts.reduceRight((behind, part) => build(plan, part, behind), next)
    case 'choice':
      return add(plan, { to: node.parts.map((part) => build(plan, part, next)) })
    case 'repeat':
      return buildRepeat(plan, node, next)
    case 'start':
    case 'end':
      return add(plan, { asks: node.kind, to: [next] })
  }
}

function buildRepeat(plan: Plan, { part, min, max }: RepeatNode, next: number): number {
  let entry = max === null ? buildLoop(plan, part, next) : next
  for (let optional = min; optional < (max ?? 0); optional++) {
    entry = add(plan, { to: [build(plan, part, entry), next] })
  }
  for (let needed = 0; needed < min; needed++) entry = build(plan, part, entry)
  return entry
}

function buildLoop(plan: Plan, part: PatternNode, next: number): number {
  const loop = add(plan, { to: [next] })
  plan.states[loop]?.to.push(build(plan, part, loop))
  return loop
}

function add(plan: Plan, { takes = null, asks = null, to = [] }: Partial<NfaState>): number {
  if (takes) plan.characters += 1
  if (plan.characters > mostCharacters || plan.states.length >= mostStates) {
    const reason = `the pattern is too large: with its repetitions written out it has room for ${mostCharacters} characters`
    throw new PatternRefusedError(0, reason)
  }
  return plan.states.push({ takes, asks, to }) - 1
}
