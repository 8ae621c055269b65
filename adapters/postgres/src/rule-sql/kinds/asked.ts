/** What every kind of term is asked: an operator and a literal. */
import type { Op } from '@plinth/core'
import type { Leaf } from '@plinth/core/runtime'
import type { Ground } from '../term.ts'

/** The literal of a leaf. */
export type Literal = Extract<Leaf['operand'], { readonly value: unknown }>['value']

/** An operator and its literal. A kind answers null for what it cannot be asked. */
export interface Asked {
  readonly op: Op
  readonly literal: Literal
  readonly ground: Ground
}

/** Takes a list of literals apart: those that are no null, and whether null is among them. */
export function partsOf(literal: Literal): { values: readonly unknown[]; takesNull: boolean } {
  const all: readonly unknown[] = Array.isArray(literal) ? literal : []
  const values = all.filter((value) => value !== null)
  return { values, takesNull: values.length < all.length }
}
