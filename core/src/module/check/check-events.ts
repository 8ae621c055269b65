/** Checks events and subscriptions: names, payloads, and that what is heard can happen. */
import type { EventTraits, Subscription } from '../../event/index.ts'
import { isDurable, matchesPattern, patternProblem, upcastProblems } from '../../event/index.ts'
import type { HandlerContext } from '../../context/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { mutationsOf } from '../../repository/index.ts'
import { checkFields } from '../../schema/index.ts'
import { mutationTypes } from '../implied/index.ts'
import { danglingRefs } from './check-entities.ts'
import type { Declarations, Declared } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** Finds events that are not the module's to declare, and subscriptions that never hear anything. */
export function checkEvents(world: Declarations): readonly Mistake[] {
  const { events, subscriptions, forwards } = world
  const tellers = tellersOf(world)
  const named = subscriptions.flatMap(({ module, it }) => (isDurable(it) ? [{ module, it }] : []))
  return [
    ...takenTwice(events, ({ it }) => it.type).map(({ item, first }) => ({
      module: item.module,
      message: `event "${item.it.type}" is declared by module "${first.module}" already`,
    })),
    ...events.flatMap((event) => checkEvent(event, world, tellers)),
    ...takenTwice(named, ({ it }) => it.name).map(({ item, first }) => ({
      module: item.module,
      message: `subscription "${item.it.name}" is taken by module "${first.module}"`,
    })),
    ...subscriptions.flatMap((subscription) => checkSubscription(subscription, world)),
    ...forwards.flatMap(({ module, it }) =>
      checkHeard('a forward', it.pattern, world).map((message) => ({ module, message })),
    ),
  ]
}

/** The event types that tell of records, and the entity that each is of: also those that it never tells. */
function tellersOf({ entities }: Declarations): ReadonlyMap<string, string> {
  return new Map(
    entities.flatMap(({ module, it }) =>
      mutationTypes(module, it, mutationsOf(true)).map((type) => [type, it.name] as const),
    ),
  )
}

const eventType = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9-]*){2,}$/

function checkEvent(
  { module, it }: Declared<EventTraits>,
  { entityByName }: Declarations,
  tellers: ReadonlyMap<string, string>,
): readonly Mistake[] {
  const subject = `event "${it.type}"`
  const messages: string[] = []
  if (!eventType.test(it.type)) messages.push(`${subject} must be like "${module}.thing.happened"`)
  else if (!it.type.startsWith(`${module}.`)) {
    messages.push(`${subject} must begin with "${module}."`)
  }
  const teller = tellers.get(it.type)
  if (teller !== undefined) {
    messages.push(`${subject} is what ${teller} tells of its changes by itself; take another name`)
  }
  const problems = [
    ...checkFields(it.fields, 'message'),
    ...danglingRefs(it.fields, entityByName),
    ...upcastProblems(it),
  ]
  messages.push(...problems.map((problem) => `${subject}: ${problem}`))
  return messages.map((message) => ({ module, message }))
}

function checkSubscription(
  { module, it }: Declared<Subscription<HandlerContext>>,
  world: Declarations,
): readonly Mistake[] {
  const subject = it.name === null ? 'a subscription' : `subscription "${it.name}"`
  const messages = [...checkHeard(subject, it.pattern, world)]
  if (it.name !== null && !it.name.startsWith(`${module}.`)) {
    messages.unshift(`${subject} must begin with "${module}."`)
  }
  return messages.map((message) => ({ module, message }))
}

function checkHeard(
  subject: string,
  pattern: string,
  { eventTypes }: Declarations,
): readonly string[] {
  const problem = patternProblem(pattern)
  if (problem !== null) return [`${subject}: ${problem}`]
  if ([...eventTypes].some((type) => matchesPattern(pattern, type))) return []
  return [`${subject} hears "${pattern}", which nobody tells. ${meantOrKnown(pattern, eventTypes)}`]
}
