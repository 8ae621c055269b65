/** The forward by which the mutations of an entity with an `rtChannel` go to their organization's clients. */
import type { EntityDefinition } from '../../entity/index.ts'
import { type Forward, forward } from '../../realtime/index.ts'
import { mutationsHeard } from './mutations-heard.ts'

/** Makes the forward of an entity, to `org:{orgId}:{rtChannel}`; none where it has no channel. */
export function channelForwards(module: string, entity: EntityDefinition): readonly Forward[] {
  const { rtChannel } = entity
  if (rtChannel === undefined) return []

  const { pattern, filter } = mutationsHeard(module, entity)
  return [forward(pattern, ({ orgId }) => `org:${orgId}:${rtChannel}`, filter)]
}
