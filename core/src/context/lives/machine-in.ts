/** Finds machines as the organization of a request has them. */
import type { Machine } from '../../state/index.ts'
import type { Kernel } from '../kernel.ts'
import type { SystemContext } from '../system-context.ts'

/** Gives a machine's guards what the caller's organization has tightened. */
export function machineIn(kernel: Kernel, ctx: SystemContext, machine: Machine): Machine {
  return kernel.machineFor(machine, { organizationId: ctx.org.id, now: ctx.now() })
}
