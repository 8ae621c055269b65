/** A record in answers and conditions: its representation, its entity tag, the version that a change expects. */
import { ConflictError, type EntitySchema, NotFoundError } from '@plinth/core'
import type { Resource } from '../../catalogue/resource.ts'
import { entityTag, namesVersion, readTags } from '../../conditional/entity-tag.ts'
import type { Inclusion } from '../../query/include.ts'
import { type Call, header } from '../call.ts'
import { type Answer, jsonAnswer } from '../route.ts'

/** A stored record, as far as HTTP needs to know it. */
export interface StoredRecord extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly version: number
}

/** Answers with a record and its entity tag. */
export async function recordAnswer(
  call: Call,
  { schema, record }: { readonly schema: EntitySchema; readonly record: StoredRecord },
  { status = 200, headers = {} }: Partial<Answer> = {},
): Promise<Answer> {
  const tag = { etag: entityTag(record.version), ...headers }
  const [shown] = await call.present.records(schema, [record])
  return jsonAnswer(status, shown, tag)
}

/** The id in the address. @throws NotFoundError when no record could have it. */
export function recordId(call: Call, { schema }: Resource): string {
  const { id = '' } = call.params
  if (possibleId.test(id)) return id

  throw new NotFoundError(
    'entity.not-found',
    `there is no ${schema.name} ${JSON.stringify(id.slice(0, 64))}`,
    {
      entity: schema.name,
    },
  )
}

/** Reads the record, and what is to be included. @throws NotFoundError */
export function readRecord(
  call: Call,
  resource: Resource,
  inclusion: Inclusion = {},
): Promise<StoredRecord> {
  const params = { id: recordId(call, resource), ...inclusion }
  return call.ctx.query<StoredRecord>({ type: `${resource.name}.read`, params })
}

/**
 * The version that `If-Match` asks for, as part of a message; empty when any will do.
 *
 * @throws ConflictError `entity.stale` when the condition cannot hold.
 * @throws NotFoundError when it names several versions, or none of ours, and there is no record.
 */
export async function expectedVersion(
  call: Call,
  resource: Resource,
): Promise<{ readonly version?: number }> {
  const condition = readTags('If-Match', header(call, 'if-match'))
  if (condition === null || condition === 'any') return {}

  const [only, ...others] = condition
  if (only && others.length === 0 && only.version !== null && !only.isWeak) {
    return { version: only.version }
  }
  const { id, version } = await readRecord(call, resource)
  if (namesVersion(condition, version, { weakly: false })) return { version }

  const { name } = resource.schema
  const message = `${name} ${id} is at version ${version}, which If-Match does not name`
  throw new ConflictError('entity.stale', message, { entity: name, id, actual: version })
}

/** Tells whether the caller has this version of the record already. */
export function isKnown(call: Call, { version }: StoredRecord): boolean {
  const condition = readTags('If-None-Match', header(call, 'if-none-match'))
  return condition !== null && namesVersion(condition, version, { weakly: true })
}

// What a record's id may be is up to core; what could be none is not asked for.
const possibleId = /^[\x21-\x7e]{1,64}$/
