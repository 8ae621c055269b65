/** Fires an event on a record: its machine decides, and what it decides is carried out. */
import type { EntitySchema } from '../../entity/index.ts'
import { type Row, stale } from '../../repository/index.ts'
import { transition } from '../../state/index.ts'
import { carryOut } from './carry-out.ts'
import type { Kernel } from '../kernel.ts'
import { machineFacts } from '../lives/machine-facts.ts'
import { machineIn } from '../lives/machine-in.ts'
import { refused } from './refused.ts'
import type { FirableRecord, Outcome, Shot } from './shot.ts'
import type { HandlerContext } from '../system-context.ts'

/**
 * Fires the event: decides, saves the record in its new state, and runs the actions in their order.
 *
 * @throws BusinessError `state.refused` when the machine does not allow it.
 * @throws ConflictError `entity.stale` when the record is not the current one.
 */
export async function fireEvent(
  kernel: Kernel,
  ctx: HandlerContext,
  { machineId, record, event, payload }: Shot,
): Promise<Outcome> {
  const machine = machineIn(kernel, ctx, kernel.fsm.machine(machineId))
  const schema = ctx.schema(machine.entityType)
  const row = await currentRow(ctx, schema, record)
  const from = String(row[machine.field])
  const situation = { entity: row, actor: { ...ctx.actor }, payload, now: ctx.now() }

  const facts = await machineFacts(ctx, { machine, from, schema, situation })
  const decided = transition(machine, from, event, facts)
  if (!decided.ok) throw await refused(kernel, { machine, schema, row, facts, ctx }, decided.error)
  return carryOut({ kernel, ctx }, { machine, schema, situation }, decided.value)
}

async function currentRow(
  ctx: HandlerContext,
  schema: EntitySchema,
  { id, version }: FirableRecord,
): Promise<Row> {
  const row = await ctx.repository(schema.name).findByIdOrFail(id)
  if (row.version === version || !schema.versioned) return row
  throw stale(schema, id, { expected: version, actual: row.version })
}
