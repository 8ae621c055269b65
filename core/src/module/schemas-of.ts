/** Gives each declared entity its place: its module, and the machine that drives it. */
import { type EntitySchema, entitySchema } from '../entity/index.ts'
import { stateFieldOf } from '../state/index.ts'
import type { Declarations } from './check/index.ts'

/** Makes the schemas of all entities, by name. */
export function schemasOf({ entities, machines }: Declarations): ReadonlyMap<string, EntitySchema> {
  const driven = new Map(
    machines.map(({ it }) => [it.entityType, new Map([[stateFieldOf(it), it.initial]])]),
  )
  return new Map(
    entities.map(({ module, it }) => [
      it.name,
      entitySchema(it, {
        namespace: module,
        driven: driven.get(it.name) ?? new Map(),
        trusted: true,
      }),
    ]),
  )
}
