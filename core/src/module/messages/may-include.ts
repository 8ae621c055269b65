/** Reads which records a caller wants beside those that he asks for, if he may read them. */
import type { EntitySchema } from '../../entity/index.ts'
import { AuthorizationError, ValidationError, validationFailure } from '../../errors/index.ts'
import { type Inclusion, inclusionOf } from '../../repository/index.ts'
import { type Inquiry, isPermitted } from './inquiry.ts'
import { messageType } from './message-type.ts'

/**
 * Takes a list of names as `include` of a repository does, and asks for `read` of every entity that they
 * lead to, and for `reveal` of every one whose sensitive ref leads there. Null stands for none.
 *
 * @throws ValidationError when they are no such list, or lead nowhere.
 * @throws AuthorizationError `auth.forbidden`, naming the entity and the permission.
 */
export async function permittedInclude(
  inquiry: Inquiry,
  given: unknown,
): Promise<readonly string[]> {
  const { schema } = inquiry
  if (given === null) return []
  if (!isNames(given)) throw new ValidationError(`The reading of ${schema.plural}`, [noNames()])

  for (const { entity, permission, shown } of needed(inclusionOf(schema, given))) {
    if (await isPermitted(inquiry, permission)) continue
    throw new AuthorizationError(
      'auth.forbidden',
      `reading ${schema.plural} with ${shown} needs the permission "${permission}"`,
      { entity: entity.name, permission },
    )
  }
  return given
}

interface Need {
  readonly entity: EntitySchema
  readonly permission: string
  /** What is shown with it. */
  readonly shown: string
}

function needed({ entities, revealed }: Inclusion): readonly Need[] {
  const reads = entities.map((entity) => ({
    entity,
    permission: messageType(entity, 'read'),
    shown: `${entity.plural} beside them`,
  }))
  const reveals = revealed.map((entity) => ({
    entity,
    permission: messageType(entity, 'reveal'),
    shown: `what sensitive refs of ${entity.plural} lead to`,
  }))
  return [...reads, ...reveals]
}

function isNames(given: unknown): given is readonly string[] {
  return Array.isArray(given) && given.every((name) => typeof name === 'string')
}

function noNames() {
  const sentence = () => 'include must be a list of refs, such as ["customer"]'
  return validationFailure('include', 'type', { expected: 'list' }, sentence)
}
