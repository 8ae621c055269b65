/** Registers the entities of a system, in their order. */
import { type EntitySchema, EntitySchemaRegistry } from '../../entity/index.ts'
import type { Clock } from '../../primitives/index.ts'

/** Makes the registry. @throws CoreError `system.invalid` when a schema is not in order */
export function registryOf(schemas: Iterable<EntitySchema>, clock: Clock): EntitySchemaRegistry {
  const registry = new EntitySchemaRegistry(clock)
  for (const schema of schemas) registry.register(schema)
  return registry
}
