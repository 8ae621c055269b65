/** Makes the modules' machines ready to be asked. */
import type { EntitySchema } from '../entity/index.ts'
import type { RuleEngine } from '../rule/index.ts'
import { compileMachine, type Machine } from '../state/index.ts'
import { type Declarations, ruleShape } from './check/index.ts'

/** Compiles the machines, by id. Guards read what their entity has. */
export function compileMachines(
  { machines }: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
  rules: RuleEngine,
): ReadonlyMap<string, Machine> {
  return new Map(
    machines.map(({ it }) => {
      const shape = ruleShape(it.entityType, schemas)
      return [it.id, compileMachine(it, (guard) => rules.compile(guard, { shape }))]
    }),
  )
}
