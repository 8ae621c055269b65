/** Where records go: the system's import message and its lists, as one organization sees them. */
import type { SystemContext } from '@plinth/core'
import { messageType } from '@plinth/core/runtime'
import type { ReferenceTarget, RowPlan } from '../plan/row-plan.ts'
import type { FindIds, KnownValue } from './references.ts'

/** Values by field. */
export type Values = Readonly<Record<string, unknown>>

/** What became of one record. */
export interface RecordOutcome {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  /** Why it was refused: the field, and a sentence. */
  readonly failures?: readonly { readonly path: string; readonly message: string }[]
}

/** Takes records, and finds those that they refer to. */
export interface ImportTarget {
  /** Sends records in one unit of work and answers for each, in order. */
  send(records: readonly Values[], options: SendOptions): Promise<readonly RecordOutcome[]>
  readonly findIds: FindIds
}

/** How records are sent. */
export interface SendOptions {
  /** The fields by which a record is recognised. */
  readonly key: readonly string[]
  /** Decides everything and writes nothing. */
  readonly dryRun: boolean
}

/** Makes the target of a plan's records, for one caller. */
export function systemTarget(
  { schema, history }: Pick<RowPlan, 'schema' | 'history'>,
  ctx: SystemContext,
): ImportTarget {
  const type = messageType(schema, 'import')
  return {
    send: (records, { key, dryRun }) =>
      ctx.dispatch<readonly RecordOutcome[]>({ type, payload: { key, records, dryRun, history } }),
    findIds: (target, values) => findIds(ctx, target, values),
  }
}

interface Listed {
  readonly data: readonly (Values & { readonly id: string })[]
}

async function findIds(
  ctx: SystemContext,
  { schema, field }: ReferenceTarget,
  values: readonly KnownValue[],
): Promise<ReadonlyMap<KnownValue, string>> {
  const type = messageType(schema, 'list')
  const where = { field, op: 'in', value: values }
  const { data } = await ctx.query<Listed>({ type, params: { where, limit: values.length } })
  return new Map(data.flatMap((record) => pairOf(record[field], record.id)))
}

function pairOf(value: unknown, id: string): readonly (readonly [KnownValue, string])[] {
  return typeof value === 'string' || typeof value === 'number' ? [[value, id]] : []
}
