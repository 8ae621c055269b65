/** Gathers the facts that a machine's guards read: the record, who fires, what he gives with it. */
import type { EntitySchema } from '../../entity/index.ts'
import { type CrossingTree, crossingsOf, type Row } from '../../repository/index.ts'
import type { Facts } from '../../rule/index.ts'
import type { Machine, MachineState, Situation } from '../../state/index.ts'
import type { HandlerContext } from '../system-context.ts'

/** What is fired on, and in which state it is. */
export interface FactQuestion {
  readonly machine: Machine
  readonly from: string
  readonly schema: EntitySchema
  readonly situation: Situation & { readonly entity: Row }
}

/**
 * Loads just what the guards of the state read. All of them: a refusal says which other events
 * would be possible.
 */
export async function machineFacts(
  ctx: HandlerContext,
  { machine, from, schema, situation }: FactQuestion,
): Promise<Facts> {
  const { entity: row, actor, payload } = situation
  const state = machine.states.get(from)
  const tree = state ? guardCrossings(state) : {}
  return { entity: await ctx.repository(schema.name).factsOf(row, tree), actor, payload }
}

const known = new WeakMap<MachineState, CrossingTree>()

function guardCrossings(state: MachineState): CrossingTree {
  const made = known.get(state) ?? crossingsOf(guardPaths(state), 'entity')
  known.set(state, made)
  return made
}

function guardPaths(state: MachineState) {
  return [...[...state.on.values()].flat(), ...state.after].flatMap(
    ({ guard }) => guard?.reads ?? [],
  )
}
