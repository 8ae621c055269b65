/** Says that there is no such record. */
import type { EntitySchema } from '../../entity/index.ts'
import { NotFoundError } from '../../errors/index.ts'

/** Names the entity and the id; `entity.not-found`. */
export function missing({ name }: EntitySchema, id: string): NotFoundError {
  return new NotFoundError('entity.not-found', `there is no ${name} ${id}`, { entity: name, id })
}
