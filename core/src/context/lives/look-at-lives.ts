/** Answers about the life of stored records: reads the record and what guards need, and asks the machine. */
import type { EntitySchema } from '../../entity/index.ts'
import type { Row } from '../../repository/index.ts'
import type { Facts } from '../../rule/index.ts'
import { allowedEvents, type Machine, stateOf, transition } from '../../state/index.ts'
import type { Kernel } from '../kernel.ts'
import type { EventOutlook, Lifecycles, MachineRef, RecordRef } from './lifecycles.ts'
import { machineFacts } from './machine-facts.ts'
import { machineIn } from './machine-in.ts'
import { refused } from '../firing/refused.ts'
import type { HandlerContext } from '../system-context.ts'

type Payload = Readonly<Record<string, unknown>>

/** Makes the machines of the kernel answer in a context. */
export function lifecyclesOf(kernel: Kernel, ctx: HandlerContext): Lifecycles {
  const { fsm } = kernel
  return {
    resolve: (id) => fsm.resolve(id),
    // oxlint-disable-next-line eslint/max-params -- as `fire`
    can: async (machine, record, event, payload = {}) => {
      const { compiled, from, facts } = await lookAt(kernel, ctx, { machine, record, payload })
      return transition(compiled, from, event, facts).ok
    },
    validEvents: async <Event extends string>(
      machine: MachineRef<Event>,
      record: RecordRef,
      payload: Payload = {},
    ) => {
      const { compiled, from, facts } = await lookAt(kernel, ctx, { machine, record, payload })
      return own<Event>(allowedEvents(stateOf(compiled, from), facts))
    },
    outlook: async (machine, record, payload = {}) => {
      const view = await lookAt(kernel, ctx, { machine, record, payload })
      const { compiled, from, row } = view
      const events = [...compiled.states.values()].flatMap(({ on }) => [...on.keys()])
      const looks = [...new Set(events)].map((event) => lookAhead(kernel, ctx, { view, event }))
      return { id: row.id, machine: compiled.id, state: from, events: await Promise.all(looks) }
    },
    // oxlint-disable-next-line eslint/max-params -- as `fire`
    transition: async (machine, record, event, payload = {}) => {
      const { result } = await ctx.fireById(idOf(machine), { record, event, payload })
      return result
    },
    reachableStates: (machine, state) => fsm.reachableStates(idOf(machine), state),
  }
}

interface Question {
  readonly machine: MachineRef
  readonly record: RecordRef
  readonly payload: Payload
}

/** A record in its state, with what the guards of that state read. */
interface View {
  readonly compiled: Machine
  readonly schema: EntitySchema
  readonly row: Row
  readonly from: string
  readonly facts: Facts
}

async function lookAt(
  kernel: Kernel,
  ctx: HandlerContext,
  { machine, record, payload }: Question,
): Promise<View> {
  const compiled = machineIn(kernel, ctx, kernel.fsm.machine(idOf(machine)))
  const schema = ctx.schema(compiled.entityType)
  const row = await ctx.repository(schema.name).findByIdOrFail(idOf(record))
  const from = String(row[compiled.field])
  const situation = { entity: row, actor: { ...ctx.actor }, payload, now: ctx.now() }
  const question = { machine: compiled, from, schema, situation }
  const facts = await machineFacts(ctx, question)
  return { compiled, schema, row, from, facts }
}

interface Ahead {
  readonly view: View
  readonly event: string
}

async function lookAhead(
  kernel: Kernel,
  ctx: HandlerContext,
  { view, event }: Ahead,
): Promise<EventOutlook> {
  const { compiled: machine, schema, row, from, facts } = view
  const decided = transition(machine, from, event, facts)
  if (decided.ok) return { event, possible: true, target: decided.value.to, refusal: null }

  const refusal = await refused(kernel, { machine, schema, row, facts, ctx }, decided.error)
  return { event, possible: false, target: null, refusal }
}

function idOf(thing: { readonly id: string } | string): string {
  return typeof thing === 'string' ? thing : thing.id
}

// The machine's declaration fixes which events it has; its compiled form knows them by name only.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
function own<Event extends string>(events: readonly string[]): readonly Event[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return events as readonly Event[]
}
