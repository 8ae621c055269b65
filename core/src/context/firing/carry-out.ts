/** Carries out a change of state that has been decided: saves the record, and does what stands on the way. */
import type { EntitySchema } from '../../entity/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { Row } from '../../repository/index.ts'
import type { Action, Machine, Move, Situation } from '../../state/index.ts'
import type { Kernel } from '../kernel.ts'
import type { Outcome } from './shot.ts'
import type { HandlerContext } from '../system-context.ts'

/** A record in a state of its machine. */
export interface DrivenRecord {
  readonly machine: Machine
  readonly schema: EntitySchema
  readonly situation: Situation & { readonly entity: Row }
}

/** Assigns, saves the record in its new state, and runs the other actions in their order. */
export async function carryOut(
  { kernel, ctx }: { readonly kernel: Kernel; readonly ctx: HandlerContext },
  { machine, schema, situation }: DrivenRecord,
  { from, to, actions }: Move,
): Promise<Outcome> {
  const assigned = assignments(actions, situation)
  const next = { ...situation.entity, ...assigned, [machine.field]: to }
  const record = await ctx.repository(schema.name).saveAs(next, { driven: true, enters: true })

  const emitted: DomainEvent[] = []
  for (const action of actions) {
    emitted.push(...(await run(kernel, ctx, { action, schema, row: record })))
  }
  const result = { previousState: from, nextState: to, actionsExecuted: actions }
  return { record, result: { ...result, eventsEmitted: emitted } }
}

function assignments(actions: readonly Action[], situation: Situation): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const action of actions) {
    if (action.type === 'assign') values[action.field] = valueOf(action.value, situation)
  }
  return values
}

function valueOf(value: unknown, situation: Situation): unknown {
  return isMaker(value) ? value(situation) : value
}

function isMaker(value: unknown): value is (situation: Situation) => unknown {
  return typeof value === 'function'
}

interface Aftermath {
  readonly action: Action
  readonly schema: EntitySchema
  readonly row: Row
}

/** Runs an action on the saved record; returns the event that it emitted. */
async function run(
  kernel: Kernel,
  ctx: HandlerContext,
  { action, schema, row }: Aftermath,
): Promise<readonly DomainEvent[]> {
  switch (action.type) {
    case 'emit': {
      const payload = action.payload ?? payloadFrom(kernel, action.event, { schema, row })
      return [await ctx.tell({ type: action.event, payload })]
    }
    case 'dispatch':
      await ctx.dispatch({ type: action.command, payload: action.payload ?? { id: row.id } })
      return []
    case 'log':
      ctx.logger.info(action.message, { entity: schema.name, id: row.id })
      return []
    case 'assign':
      return []
  }
}

/** Fills an event's payload from the record's fields by name; the ref to its own entity gets its id. */
function payloadFrom(
  { events }: Kernel,
  type: string,
  { schema, row }: Omit<Aftermath, 'action'>,
): Readonly<Record<string, unknown>> {
  const fields = events.get(type)?.fields ?? []
  return Object.fromEntries(
    fields.map(({ key, refEntity }) => [
      key,
      refEntity === schema.name && !schema.fieldByKey.has(key) ? row.id : row[key],
    ]),
  )
}
