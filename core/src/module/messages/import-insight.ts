/** Decides what the sender of an import may learn of the records that are there already. */
import type { EntitySchema } from '../../entity/index.ts'
import { AuthorizationError } from '../../errors/index.ts'
import { type Inquiry, isPermitted } from './inquiry.ts'
import { messageType } from './message-type.ts'

/**
 * Finds the fields whose stored values the import must not tell from given ones: the sensitive ones, unless
 * its sender may reveal them. An import says which records are there, and so asks for `read`; a key is a
 * question about what is stored, and so asks for `reveal` where it names a sensitive field.
 *
 * @throws AuthorizationError `auth.forbidden`, naming the permission.
 */
export async function hiddenFromImport(
  inquiry: Inquiry,
  key: readonly string[],
): Promise<ReadonlySet<string>> {
  const { schema } = inquiry
  const [read, reveal] = [messageType(schema, 'read'), messageType(schema, 'reveal')]
  if (!(await isPermitted(inquiry, read))) throw forbidden(schema, read)

  const sensitive = schema.fields.filter((field) => field.sensitive).map((field) => field.key)
  if (sensitive.length === 0 || (await isPermitted(inquiry, reveal))) return nothing

  const asked = key.find((name) => sensitive.includes(name))
  if (asked !== undefined) throw forbidden(schema, reveal, asked)
  return new Set(sensitive)
}

const nothing: ReadonlySet<string> = new Set()

function forbidden(schema: EntitySchema, permission: string, path?: string): AuthorizationError {
  const what = path === undefined ? 'tells which are there' : `recognises them by ${path}`
  return new AuthorizationError(
    'auth.forbidden',
    `an import of ${schema.plural} ${what}, and needs the permission "${permission}"`,
    { entity: schema.name, permission, ...(path === undefined ? {} : { path }) },
  )
}
