/** A pattern as a tree: what was written, with every class resolved to the characters it holds. */
import type { CharacterSet } from './character-set.ts'

/** A part of a pattern. */
export type PatternNode =
  | CharacterNode
  | SequenceNode
  | ChoiceNode
  | RepeatNode
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }

/** Takes one character of a set. */
export interface CharacterNode {
  readonly kind: 'character'
  /** Never empty. */
  readonly of: CharacterSet
}

/** Takes its parts one after the other; of none, nothing. */
export interface SequenceNode {
  readonly kind: 'sequence'
  readonly parts: readonly PatternNode[]
}

/** Takes one of its parts. */
export interface ChoiceNode {
  readonly kind: 'choice'
  readonly parts: readonly PatternNode[]
}

/** Takes its part at least `min` and at most `max` times; null is without end. */
export interface RepeatNode {
  readonly kind: 'repeat'
  readonly part: PatternNode
  readonly min: number
  readonly max: number | null
}
