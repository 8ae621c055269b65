/** Calls the hooks of entities with the context that their declarations were promised. */
import type { Hook, HookName } from '../entity/index.ts'
import type { DomainEvent } from '../event/index.ts'
import { mutationType, type RecordHooks, type Row, type Values } from '../repository/index.ts'
import type { HandlerContext } from './system-context.ts'

/** Makes the hooks that run before a record is stored, inside the unit of work. */
export function hooksIn(ctx: HandlerContext): RecordHooks {
  return {
    async beforeSave({ hooks }, row) {
      const values = await call(hooks?.beforeSave, row, ctx)
      return isValues(values) ? values : null
    },
    async beforeDelete({ hooks }, row) {
      await call(hooks?.beforeDelete, row, ctx)
    },
  }
}

/** The hook that is called after a commit, and the mutations that it is called for. */
export type AfterHook = Extract<HookName, 'afterSave' | 'afterDelete'>

/**
 * Calls a hook that an event is news for, with the record as the event has left it. Where nothing tells
 * that any more, because the record has been erased since, nobody is left to be told.
 */
export async function callAfter(
  hook: AfterHook,
  { aggregateId, aggregateType, type, version }: DomainEvent,
  ctx: HandlerContext,
): Promise<void> {
  const schema = ctx.schema(aggregateType)
  const repository = ctx.repository(aggregateType)
  const isRemoved = !schema.softDelete && type === mutationType(schema, 'deleted')
  const row = await repository.recordAt(aggregateId, isRemoved ? version - 1 : version)
  if (row) await call(schema.hooks?.[hook], row, ctx)
}

// A hook's types were checked where it was declared, against the fields of its entity; a record that is
// stored has passed the same fields.
function call(hook: Hook | undefined, row: Row, ctx: HandlerContext): unknown {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  const bound = hook as ((record: Row, ctx: HandlerContext) => unknown) | undefined
  return bound?.(row, ctx)
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
