/** The machine of the transition benchmark: eight states, three guards, an action on each way; also as a switch. */
import { defineEntity, defineMachine, emit, field, type StateMachine } from '@plinth/core'

/** What the guards read. */
export interface Facts extends Readonly<Record<string, unknown>> {
  readonly entity: { readonly total: number; readonly weight: number; readonly age: number }
}

const states = [
  'draft',
  'review',
  'placed',
  'paid',
  'packed',
  'shipped',
  'delivered',
  'returned',
] as const

/** A state of the machine. */
export type State = (typeof states)[number]

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: {
    status: field.oneOf(states, { default: 'draft' }),
    total: field.integer(),
    weight: field.integer(),
    age: field.integer(),
  },
})

const told = emit('bench.parcel.moved')
const isSmall = { field: 'entity.total', op: 'lte', value: 1_000 } as const
const isLight = { field: 'entity.weight', op: 'lte', value: 30 } as const
const isFresh = { field: 'entity.age', op: 'lt', value: 14 } as const

const to = <Target extends State>(target: Target) => ({ target, actions: [told] })

/** The machine as data. */
export const parcelMachine: StateMachine = defineMachine({
  id: 'parcel',
  entity: Parcel,
  initial: 'draft',
  states: {
    draft: { on: { place: [{ ...to('placed'), guard: isSmall }, to('review')] } },
    review: { on: { approve: to('placed'), reject: to('draft') } },
    placed: { on: { pay: to('paid'), cancel: to('draft') } },
    paid: { on: { pack: to('packed'), refund: to('draft') } },
    packed: { on: { ship: [{ ...to('shipped'), guard: isLight }, to('placed')] } },
    shipped: { on: { deliver: to('delivered'), lose: to('paid') } },
    delivered: { on: { end: [{ ...to('returned'), guard: isFresh }, to('draft')] } },
    returned: { on: { restock: to('draft') } },
  },
})

/** Where an event leads, and what is to be done on the way. */
export interface Step {
  readonly to: State
  readonly actions: readonly unknown[]
}

const steps: Readonly<Record<State, Step>> = {
  draft: step('draft'),
  review: step('review'),
  placed: step('placed'),
  paid: step('paid'),
  packed: step('packed'),
  shipped: step('shipped'),
  delivered: step('delivered'),
  returned: step('returned'),
}

function step(target: State): Step {
  return Object.freeze({ to: target, actions: Object.freeze([told]) })
}

/** The machine as one would write it by hand: a switch; null where the state does not know the event. */
// oxlint-disable-next-line eslint/max-params -- as the function that it is measured against
export function nextStep(from: State, event: string, { entity }: Facts): Step | null {
  switch (from) {
    case 'draft':
      if (event === 'place') return entity.total <= 1_000 ? steps.placed : steps.review
      return null
    case 'review':
      if (event === 'approve') return steps.placed
      return event === 'reject' ? steps.draft : null
    case 'placed':
      if (event === 'pay') return steps.paid
      return event === 'cancel' ? steps.draft : null
    case 'paid':
      if (event === 'pack') return steps.packed
      return event === 'refund' ? steps.draft : null
    case 'packed':
      if (event === 'ship') return entity.weight <= 30 ? steps.shipped : steps.placed
      return null
    case 'shipped':
      if (event === 'deliver') return steps.delivered
      return event === 'lose' ? steps.paid : null
    case 'delivered':
      if (event === 'end') return entity.age < 14 ? steps.returned : steps.draft
      return null
    case 'returned':
      return event === 'restock' ? steps.draft : null
  }
}
