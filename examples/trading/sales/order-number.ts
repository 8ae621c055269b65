/** The number under which people speak of an order. */
import type { Situation } from '@plinth/core'

/** Takes the end of the order's id, which is unique: `SO-7M3KQ9X2VBNT`. A number that it has it keeps. */
export function orderNumber({ entity }: Pick<Situation, 'entity'>): unknown {
  return entity['number'] ?? `SO-${String(entity['id']).slice(-12)}`
}
