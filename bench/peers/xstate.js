/** The machine of the transition benchmark for XState: an actor, which is faster than its pure `transition`. */
import { createActor, createMachine } from 'xstate'

let told = 0

/** Makes the operation: sends the event and tells the new state. */
export function transition() {
  const tell = () => {
    told += 1
  }
  const to = (target, guard) => ({ target, actions: tell, ...(guard && { guard }) })
  const isSmall = ({ event }) => event.facts.entity.total <= 1_000
  const isLight = ({ event }) => event.facts.entity.weight <= 30
  const isFresh = ({ event }) => event.facts.entity.age < 14
  const machine = createMachine({
    id: 'parcel',
    initial: 'draft',
    states: {
      draft: { on: { place: [to('placed', isSmall), to('review')] } },
      review: { on: { approve: to('placed'), reject: to('draft') } },
      placed: { on: { pay: to('paid'), cancel: to('draft') } },
      paid: { on: { pack: to('packed'), refund: to('draft') } },
      packed: { on: { ship: [to('shipped', isLight), to('placed')] } },
      shipped: { on: { deliver: to('delivered'), lose: to('paid') } },
      delivered: { on: { end: [to('returned', isFresh), to('draft')] } },
      returned: { on: { restock: to('draft') } },
    },
  })
  const actor = createActor(machine).start()
  return ({ event, facts }) => {
    actor.send({ type: event, facts })
    return actor.getSnapshot().value
  }
}
