/** Does what a timer stands for, if its record is still where the timer was set. */
import type { Timer } from '../../repository/index.ts'
import { isOpen } from '../../state/index.ts'
import { carryOut } from './carry-out.ts'
import type { Kernel } from '../kernel.ts'
import { machineFacts } from '../lives/machine-facts.ts'
import { machineIn } from '../lives/machine-in.ts'
import type { HandlerContext } from '../system-context.ts'

/**
 * Takes the timed transition when its guard holds. Does nothing when the record is gone or has left the
 * state, and when the machine has no such way any more: the timer is over all the same.
 */
export async function fireTimer(kernel: Kernel, ctx: HandlerContext, timer: Timer): Promise<void> {
  const { entityType, recordId, state: from, position } = timer
  const declared = kernel.fsm.machineOf(entityType)
  const machine = declared && machineIn(kernel, ctx, declared)
  const schema = kernel.schemas.find(entityType)
  const way = machine?.states.get(from)?.after[position]
  if (!machine || !schema || !way) {
    ctx.logger.warn('a timer stands for what its machine has not any more', { ...timer })
    return
  }

  const row = await ctx.repository(schema.name).findById(recordId)
  if (!row || row[machine.field] !== from) return

  const situation = { entity: row, actor: { ...ctx.actor }, payload: {}, now: ctx.now() }
  const facts = await machineFacts(ctx, { machine, from, schema, situation })
  if (isOpen(way, facts)) {
    await carryOut({ kernel, ctx }, { machine, schema, situation }, way.taken.value)
  }
}
