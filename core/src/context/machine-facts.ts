/** Gathers the facts that a machine's guards read: the record, who fires, what he gives with it. */
import type { EntitySchema } from '../entity/index.ts'
import type { Row } from '../repository/index.ts'
import type { Facts } from '../rule/index.ts'
import type { Machine, MachineState, Situation } from '../state/index.ts'
import type { Kernel } from './kernel.ts'
import { type CrossingTree, crossingsBelow, type FactSource, withCrossings } from './load-facts.ts'
import type { HandlerContext } from './system-context.ts'

/** What is fired on, and in which state it is. */
export interface FactQuestion {
  readonly machine: Machine
  readonly from: string
  readonly schema: EntitySchema
  readonly situation: Situation & { readonly entity: Row }
}

/** Where the facts of a request come from: what its unit of work knows, and else the database. */
export function factSource({ schemas }: Kernel, ctx: HandlerContext): FactSource {
  return {
    schemas: schemas.byName,
    recordsById: ({ name }, ids) => ctx.repository(name).findByIds(ids),
  }
}

/**
 * Loads just what the guards of the state read. All of them: a refusal says which other events
 * would be possible.
 */
export async function machineFacts(
  source: FactSource,
  { machine, from, schema, situation }: FactQuestion,
): Promise<Facts> {
  const { entity: row, actor, payload } = situation
  const state = machine.states.get(from)
  const tree = state ? crossingsOf(state) : {}
  return { entity: await withCrossings(source, { schema, row }, tree), actor, payload }
}

const known = new WeakMap<MachineState, CrossingTree>()

function crossingsOf(state: MachineState): CrossingTree {
  const made = known.get(state) ?? crossingsBelow('entity', guardPaths(state))
  known.set(state, made)
  return made
}

function guardPaths(state: MachineState) {
  return [...[...state.on.values()].flat(), ...state.after].flatMap(
    ({ guard }) => guard?.reads ?? [],
  )
}
