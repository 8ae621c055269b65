/** Carries out what a state machine decides about a record: saves it, tells of it, sets off what follows. */
import type { EntitySchema } from '../entity/index.ts'
import { CoreError } from '../errors/index.ts'
import { type Row, stale } from '../repository/index.ts'
import { type Action, type Machine, type Situation, transition } from '../state/index.ts'
import type { Kernel } from './kernel.ts'
import type { FactSource } from './load-facts.ts'
import { machineFacts } from './machine-facts.ts'
import { refused } from './refused.ts'
import type { FirableRecord, HandlerContext, Shot } from './system-context.ts'

/**
 * Fires the event: decides, saves the record in its new state, and runs the actions in their order.
 *
 * @throws BusinessError `state.refused` when the machine does not allow it.
 * @throws ConflictError `entity.stale` when the record is not the current one.
 */
export async function fireEvent(kernel: Kernel, ctx: HandlerContext, shot: Shot): Promise<Row> {
  const machine = machineOf(kernel, shot.machineId)
  const schema = ctx.schema(machine.entityType)
  const row = await currentRow(ctx, schema, shot.record)
  const from = String(row[machine.field])
  const situation = { entity: row, actor: { ...ctx.actor }, payload: shot.payload, now: ctx.now() }

  const facts = await machineFacts(factSource(kernel, ctx), { machine, from, schema, situation })
  const decided = transition(machine, from, shot.event, facts)
  if (!decided.ok) throw await refused(kernel, { machine, schema, row, facts, ctx }, decided.error)

  const { to, actions } = decided.value
  const next = { ...row, ...assignments(actions, situation), [machine.field]: to }
  const saved = await ctx.repository(schema.name).saveAs(next, { driven: true })
  for (const action of actions) await run(kernel, ctx, { action, schema, row: saved })
  return saved
}

function machineOf({ machines }: Kernel, id: string): Machine {
  const machine = machines.get(id)
  if (machine) return machine

  const known = [...machines.keys()].join(', ') || 'none'
  throw new CoreError('state.unknown', `there is no machine "${id}"; there is: ${known}`, { id })
}

async function currentRow(
  ctx: HandlerContext,
  schema: EntitySchema,
  { id, version }: FirableRecord,
): Promise<Row> {
  const row = await ctx.repository(schema.name).findByIdOrFail(id)
  if (row.version !== version) throw stale(schema, id, { expected: version, actual: row.version })
  return row
}

function factSource({ schemas }: Kernel, ctx: HandlerContext): FactSource {
  return { schemas, recordsById: ({ name }, ids) => ctx.repository(name).findByIds(ids) }
}

function assignments(actions: readonly Action[], situation: Situation): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const action of actions) {
    if (action.type === 'assign') values[action.field] = assigned(action.value, situation)
  }
  return values
}

function assigned(value: unknown, situation: Situation): unknown {
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

async function run(
  kernel: Kernel,
  ctx: HandlerContext,
  { action, schema, row }: Aftermath,
): Promise<void> {
  switch (action.type) {
    case 'emit': {
      const payload = action.payload ?? payloadFrom(kernel, action.event, { schema, row })
      return ctx.publish({ type: action.event, payload })
    }
    case 'dispatch':
      await ctx.dispatch({ type: action.command, payload: action.payload ?? { id: row.id } })
      return
    case 'log':
      return ctx.logger.info(action.message, { entity: schema.name, id: row.id })
    case 'assign':
      return
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
