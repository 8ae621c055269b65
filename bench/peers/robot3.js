/** The machine of the transition benchmark for robot3. */
import { action, createMachine, guard, interpret, state, transition as way } from 'robot3'

let told = 0

/** Makes the operation: sends the event and tells the new state. */
export function transition() {
  const tell = action(() => {
    told += 1
  })
  const to = (event, target, ...more) => way(event, target, ...more, tell)
  const isSmall = guard((_, { facts }) => facts.entity.total <= 1_000)
  const isLight = guard((_, { facts }) => facts.entity.weight <= 30)
  const isFresh = guard((_, { facts }) => facts.entity.age < 14)
  const machine = createMachine('draft', {
    draft: state(to('place', 'placed', isSmall), to('place', 'review')),
    review: state(to('approve', 'placed'), to('reject', 'draft')),
    placed: state(to('pay', 'paid'), to('cancel', 'draft')),
    paid: state(to('pack', 'packed'), to('refund', 'draft')),
    packed: state(to('ship', 'shipped', isLight), to('ship', 'placed')),
    shipped: state(to('deliver', 'delivered'), to('lose', 'paid')),
    delivered: state(to('end', 'returned', isFresh), to('end', 'draft')),
    returned: state(to('restock', 'draft')),
  })
  const service = interpret(machine, () => {})
  return ({ event, facts }) => {
    service.send({ type: event, facts })
    return service.machine.current
  }
}
