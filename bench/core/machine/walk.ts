/** A long way through the machine that ends where it began, so that one can go it again and again. */
import { pick, seeded } from '../../harness/seeded.ts'
import { type Facts, nextStep, type State } from './parcel.ts'

/** One event on the way. */
export interface Stage {
  readonly from: State
  readonly event: string
  readonly facts: Facts
}

const eventsOf: Readonly<Record<State, readonly string[]>> = {
  draft: ['place'],
  review: ['approve', 'reject'],
  placed: ['pay', 'pay', 'pay', 'cancel'],
  paid: ['pack', 'pack', 'pack', 'refund'],
  packed: ['ship'],
  shipped: ['deliver', 'deliver', 'lose'],
  delivered: ['end'],
  returned: ['restock'],
}

/** Goes at least so many stages, and on until it is back at the draft. */
export function walk(stages: number): readonly Stage[] {
  const draw = seeded(3)
  const way: Stage[] = []
  let from: State = 'draft'
  while (way.length < stages || from !== 'draft') {
    const event: string = pick(eventsOf[from], draw)
    const [total = 0, weight = 0, age = 0] = [1_400, 40, 20].map((most) =>
      Math.floor(draw() * most),
    )
    const facts = { entity: { total, weight, age } }
    way.push({ from, event, facts })
    from = nextStep(from, event, facts)?.to ?? from
  }
  return way
}
