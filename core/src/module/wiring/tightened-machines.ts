/** Gives machines the guards that an organization has tightened. */
import type { MachineFor } from '../../context/index.ts'
import type { FactShape, RuleEngine, RuleOverlay } from '../../rule/index.ts'
import { compileMachine, type FSMEngine, type Machine } from '../../state/index.ts'

/** The machines of a system, and what their guards are compiled with. */
export interface MachineParts {
  readonly fsm: FSMEngine
  readonly rules: RuleEngine
  /** What the guards of an entity's machine may read. */
  readonly shapeOf: (entityType: string) => FactShape
}

/** Finds machines by organization. Each is compiled once for the overlays that are in force. */
export function tightenedMachines({ fsm, rules, shapeOf }: MachineParts): MachineFor {
  const known = new WeakMap<readonly RuleOverlay[], Map<string, Machine>>()

  return (machine, { organizationId, now }) => {
    const overlays = rules.overlaysOf(organizationId, now)
    if (overlays.length === 0) return machine

    const machines = known.get(overlays) ?? new Map<string, Machine>()
    known.set(overlays, machines)
    const shape = shapeOf(machine.entityType)
    const tightened =
      machines.get(machine.id) ??
      compileMachine(fsm.resolve(machine.id), (guard) =>
        rules.compileFor({ organizationId, now, shape }, guard),
      )
    machines.set(machine.id, tightened)
    return tightened
  }
}
