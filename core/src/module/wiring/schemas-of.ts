/** Gives each declared entity its place: its module, and the machine that drives it. */
import { type EntitySchema, entitySchema, type TimedStates } from '../../entity/index.ts'
import { delaysOf, stateFieldOf, type StateMachine } from '../../state/index.ts'
import type { Declarations } from '../check/index.ts'

/** Makes the schemas of all entities, by name. */
export function schemasOf(world: Declarations): ReadonlyMap<string, EntitySchema> {
  const { entityByName, machines } = world
  // Where a name is taken twice, the first is meant: what is said of it then is true.
  const entities = world.entities.filter((entity) => entityByName.get(entity.it.name) === entity)
  const machineOf = new Map(machines.toReversed().map(({ it }) => [it.entityType, it]))
  const entityNamed = (name: string) => schemas.get(name)
  const schemas: ReadonlyMap<string, EntitySchema> = new Map(
    entities.map(({ module, it }) => {
      const machine = machineOf.get(it.name)
      const life = machine ? { driven: drivenBy(machine), timed: timedBy(machine) } : {}
      return [it.name, entitySchema(it, { namespace: module, ...life, trusted: true, entityNamed })]
    }),
  )
  return schemas
}

function drivenBy(machine: StateMachine): ReadonlyMap<string, string> {
  return new Map([[stateFieldOf(machine), machine.initial]])
}

function timedBy(machine: StateMachine): TimedStates | null {
  const delays = delaysOf(machine)
  return delays.size === 0 ? null : { field: stateFieldOf(machine), delays }
}
