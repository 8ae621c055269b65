/** Reads which refs a caller wants loaded, and says which of them there are when one is none. */
import type { EntitySchema } from '../../../entity/index.ts'
import {
  ValidationError,
  type ValidationFailure,
  validationFailure,
} from '../../../errors/index.ts'
import { Err, meantOrKnown, Ok, type Result } from '../../../primitives/index.ts'
import { type CrossedRef, crossedRefs } from './crossing-name.ts'
import { type CrossingTree, crossingTree } from './cross-refs.ts'

/** How much one read may include. */
export const includeLimits = {
  /** Ways, each as deep as it is written: `customer`, `customer.region`. */
  most: 20,
  /** Refs on one way. */
  depth: 4,
} as const

/** What an include leads to. */
export interface Inclusion {
  readonly tree: CrossingTree
  /** The entities whose records are shown beside the record's own, each once. */
  readonly entities: readonly EntitySchema[]
  /** The entities of whose sensitive refs it shows where they lead, each once. */
  readonly revealed: readonly EntitySchema[]
}

/**
 * Finds the refs that are named, by their keys (`customerId.regionId`) or as rules name what stands
 * behind them (`customer.region`). Inside the module alone: other modules are asked by their front.
 *
 * @throws ValidationError with every name that is no such ref, and the nearest that is.
 */
export function inclusionOf(schema: EntitySchema, names: readonly string[] = []): Inclusion {
  if (names.length === 0) return nothing

  const isTooMuch = names.length > includeLimits.most
  const ways = isTooMuch ? [Err(tooMany(names))] : names.map((name) => wayOf(schema, name))
  const failures = ways.flatMap((way) => (way.ok ? [] : [way.error]))
  if (failures.length > 0) throw new ValidationError(`The reading of ${schema.plural}`, failures)

  const steps = ways.map((way) => (way.ok ? way.value : []))
  const sensitive = steps.flat().filter(({ ref }) => ref.field.sensitive)
  return {
    tree: crossingTree(steps.map((way) => way.map(({ ref }) => ref.name))),
    entities: [...new Set(steps.flat().map(({ ref }) => ref.target))],
    revealed: [...new Set(sensitive.map(({ from }) => from))],
  }
}

const nothing: Inclusion = { tree: {}, entities: [], revealed: [] }

/** A ref on a way, and the entity that has it. */
interface Step {
  readonly from: EntitySchema
  readonly ref: CrossedRef
}

type Way = Result<readonly Step[], ValidationFailure>

function wayOf(schema: EntitySchema, text: string): Way {
  const names = text.split('.', includeLimits.depth + 1)
  if (names.length > includeLimits.depth) return Err(tooDeep(text))

  const way: Step[] = []
  let at = schema
  for (const name of names) {
    const ref = crossedRefs(at).find((known) => known.name === name || known.field.key === name)
    if (!ref) return Err(unknownRef(at, name))
    way.push({ from: at, ref })
    at = ref.target
  }
  return Ok(way)
}

function unknownRef(schema: EntitySchema, name: string): ValidationFailure {
  const known = crossedRefs(schema).flatMap((ref) => [ref.field.key, ref.name])
  const shown = name.slice(0, 64)
  const sentence = () =>
    `include ${JSON.stringify(shown)} is no ref of ${schema.name} inside its module. ${meantOrKnown(name, known)}`
  return validationFailure('include', 'unknown-field', { unknown: shown, known }, sentence)
}

function tooDeep(text: string): ValidationFailure {
  const { depth } = includeLimits
  const sentence = () =>
    `include ${JSON.stringify(text.slice(0, 64))} crosses more than ${depth} refs`
  return validationFailure('include', 'too-deep', { most: depth }, sentence)
}

function tooMany({ length }: readonly string[]): ValidationFailure {
  const { most } = includeLimits
  const sentence = () => `include names ${length} refs; at most ${most} are taken`
  return validationFailure('include', 'too-many', { most, actual: length }, sentence)
}
