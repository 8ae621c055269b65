/** Names everything that can be read beside a record. */
import type { EntitySchema } from '@plinth/core'
import { crossedRefs } from '@plinth/core/runtime'

/** Each ref of an entity alone, and all of them together, as the parameter `include` takes them. */
export function includable(schema: EntitySchema): readonly string[] {
  const names = crossedRefs(schema).map(({ name }) => name)
  return names.length > 1 ? [...names, names.join(',')] : names
}
